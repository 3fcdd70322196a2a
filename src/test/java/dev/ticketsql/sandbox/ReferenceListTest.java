package dev.ticketsql.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ticketsql.sandbox.reference.ReferenceData;
import dev.ticketsql.sandbox.reference.ReferenceKind;
import dev.ticketsql.testing.SettableClock;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Lists of reference data over HTTP: in pages by cursor and by number, whole, and by ids. */
final class ReferenceListTest {

    private static final int USERS = 250;

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");

    @AutoClose
    private final Sandbox sandbox =
            Sandbox.serving(List.of(), data(), SandboxOptions.defaults(clock).withAccountRequestsPerMinute(0), clock);

    private final ApiCaller api = new ApiCaller(sandbox);

    /** Users 10, 20, ... 2500, each tenth of them an agent and the last an admin; given in no order. */
    private static ReferenceData data() {
        List<String> users = new ArrayList<>(IntStream.rangeClosed(1, USERS)
                .mapToObj(number ->
                        user(number * 10L, number == USERS ? "admin" : number % 10 == 0 ? "agent" : "end-user"))
                .toList());
        Collections.reverse(users);
        return ReferenceData.none()
                .with(ReferenceKind.USERS, users.toArray(String[]::new))
                .with(ReferenceKind.DELETED_USERS, user(15, "end-user"))
                .with(
                        ReferenceKind.ORGANIZATIONS,
                        "{\"id\":7,\"name\":\"Alder Foods\"}",
                        "{\"id\":8,\"name\":\"Beacon\"}")
                .with(ReferenceKind.SCHEDULES, "{\"id\":3,\"name\":\"Support\"}", "{\"id\":4,\"name\":\"Night\"}")
                .withHolidays(
                        3,
                        "{\"id\":9,\"name\":\"New Year\",\"start_date\":\"2027-01-01\",\"end_date\":\"2027-01-01\"}");
    }

    private static String user(long id, String role) {
        return "{\"id\":" + id + ",\"name\":\"Person " + id + "\",\"role\":\"" + role + "\"}";
    }

    @Test
    void everyListHasItsPathAndItsNameWithAndWithoutTheSuffix() throws Exception {
        Map<String, String> keyByPath = Map.ofEntries(
                Map.entry("groups", "groups"),
                Map.entry("organizations", "organizations"),
                Map.entry("ticket_fields", "ticket_fields"),
                Map.entry("ticket_forms", "ticket_forms"),
                Map.entry("brands", "brands"),
                Map.entry("macros", "macros"),
                Map.entry("custom_statuses", "custom_statuses"),
                Map.entry("slas/policies", "sla_policies"),
                Map.entry("business_hours/schedules", "schedules"),
                Map.entry("business_hours/schedules/3/holidays", "holidays"),
                Map.entry("users", "users"),
                Map.entry("deleted_users", "deleted_users"));
        for (Map.Entry<String, String> list : keyByPath.entrySet()) {
            for (String suffix : List.of("", ".json")) {
                JsonNode answer = answer(list.getKey() + suffix);
                assertTrue(answer.path(list.getValue()).isArray(), list.getKey() + suffix);
            }
        }
    }

    @Test
    void cursorsLeadThroughAListInTheOrderOfIdsUntilNoMoreIsSaid() throws Exception {
        List<Long> seen = new ArrayList<>();
        String next = "users.json?page[size]=100&sort=id";
        List<Integer> sizes = new ArrayList<>();
        JsonNode page;
        do {
            page = answer(next);
            sizes.add(page.path("users").size());
            seen.addAll(ids(page, "users"));
            assertFalse(page.has("count"));
            next = pathOf(page.path("links").path("next"));
        } while (page.path("meta").path("has_more").asBoolean());

        assertEquals(List.of(100, 100, 50), sizes);
        assertEquals(
                LongStream.rangeClosed(1, USERS)
                        .map(number -> number * 10)
                        .boxed()
                        .toList(),
                seen);
    }

    @Test
    void theLinkOfTheLastPageLeadsToAnEmptyOneWithoutCursors() throws Exception {
        JsonNode last = answer("organizations?page[size]=2");
        assertFalse(last.path("meta").path("has_more").asBoolean());

        JsonNode empty = answer(pathOf(last.path("links").path("next")));

        assertEquals("""
                {"organizations":[],"meta":{"has_more":false,"after_cursor":null,"before_cursor":null},\
                "links":{"next":null,"prev":null}}""", empty.toString());
    }

    @Test
    void theLinkBackLeadsToThePageBefore() throws Exception {
        JsonNode first = answer("users?page[size]=3");
        JsonNode second = answer(pathOf(first.path("links").path("next")));
        assertEquals(List.of(40L, 50L, 60L), ids(second, "users"));

        JsonNode back = answer(pathOf(second.path("links").path("prev")));

        assertEquals(List.of(10L, 20L, 30L), ids(back, "users"));
        assertFalse(back.path("meta").path("has_more").asBoolean());
    }

    @Test
    void aCursorMustBeEncodedAsAnyTextOfAQuery() throws Exception {
        JsonNode page = answer("users?page[size]=1");
        String cursor = page.path("meta").path("after_cursor").asText();
        assertTrue(cursor.matches(".*[+/=].*"), cursor);

        assertTrue(page.path("links").path("next").asText().contains("page%5Bafter%5D="));
    }

    @Test
    void aWrongPageSizeOrCursorIsRefused() throws Exception {
        for (String size : List.of("0", "101", "-1")) {
            assertRefused(
                    400,
                    "{\"errors\":[{\"code\":\"InvalidPaginationParameter\",\"title\":\"page[size] is not valid\"}]}",
                    "users?page[size]=" + size);
        }
        assertRefused(
                400,
                "{\"error\":{\"title\":\"Invalid attribute\",\"message\":\"You passed an invalid value for the page.size"
                        + " attribute. Invalid parameter: page.size must be an integer from api/v2/users/index\"}}",
                "users?page[size]=all");
        for (String cursor : List.of("", "x", "MTA=", "10")) {
            assertRefused(
                    400,
                    "{\"errors\":[{\"code\":\"InvalidPaginationParameter\",\"title\":\"page[after] is not valid\"}]}",
                    "users?page[size]=1&page[after]=" + cursor);
        }
        assertRefused(
                400,
                "{\"errors\":[{\"code\":\"InvalidPaginationParameter\",\"title\":\"page[before] is not valid\"}]}",
                "users?page[before]=x");
    }

    @Test
    void withoutACursorPagesAreNumberedAndCounted() throws Exception {
        JsonNode first = answer("users.json");
        assertEquals(100, first.path("users").size());
        assertEquals(USERS, first.path("count").asInt());
        assertTrue(first.path("previous_page").isNull());

        JsonNode second = answer(pathOf(first.path("next_page")));
        JsonNode third = answer(pathOf(second.path("next_page")));

        assertEquals(50, third.path("users").size());
        assertEquals(2010, third.path("users").path(0).path("id").asLong());
        assertTrue(third.path("next_page").isNull());
        assertTrue(third.path("previous_page").asText().endsWith("/api/v2/users.json?page=2"));
        assertEquals(List.of(40L, 50L, 60L), ids(answer("users?per_page=3&page=2"), "users"));
        assertEquals(100, answer("users?per_page=1000").path("users").size());
        assertEquals(List.of(), ids(answer("users?page=9"), "users"));
    }

    @Test
    void numberedPagesEndAfterTenThousandRecords() throws Exception {
        assertEquals(0, answer("users?page=100").path("users").size());
        for (String query : List.of("page=101", "page=1001&per_page=10")) {
            JsonNode refusal = ApiCaller.json(refused(400, "users?" + query));
            assertEquals(
                    "InvalidPaginationDepth",
                    refusal.path("errors").path(0).path("code").asText());
        }
        assertEquals(400, api.get("/api/v2/users?page=zero").statusCode());
    }

    @Test
    void whatIsShortComesWholeWhateverPageIsAskedFor() throws Exception {
        String whole = """
                {"schedules":[{"id":3,"name":"Support"},{"id":4,"name":"Night"}],\
                "next_page":null,"previous_page":null,"count":2}""";

        assertEquals(whole, answer("business_hours/schedules.json").toString());
        assertEquals(whole, answer("business_hours/schedules?page%5Bsize%5D=1").toString());
    }

    @Test
    void holidaysBelongToTheirSchedule() throws Exception {
        assertEquals(List.of(9L), ids(answer("business_hours/schedules/3/holidays.json"), "holidays"));
        assertEquals(List.of(), ids(answer("business_hours/schedules/4/holidays"), "holidays"));
        assertRefused(
                404,
                "{\"error\":\"RecordNotFound\",\"description\":\"Not found\"}",
                "business_hours/schedules/5/holidays");
    }

    @Test
    void peopleAreFilteredByOneRoleOrSeveral() throws Exception {
        assertEquals(24, answer("users?role=agent").path("count").asInt());
        assertEquals(
                25,
                answer("users?role%5B%5D=agent&role%5B%5D=admin").path("count").asInt());
        JsonNode page = answer("users?role%5B%5D=agent&role%5B%5D=admin&page%5Bsize%5D=20");
        assertEquals(100, page.path("users").path(0).path("id").asLong());

        JsonNode rest = answer(pathOf(page.path("links").path("next")));

        assertEquals(5, rest.path("users").size());
        assertEquals("admin", rest.path("users").path(4).path("role").asText());
    }

    @Test
    void upToAHundredIdsAreAskedForAndUnknownOnesAreLeftOut() throws Exception {
        assertEquals(
                List.of(10L, 2500L),
                ids(answer("users/show_many.json?ids=2500,10,11,x,,10,99999999999999999999"), "users"));
        assertEquals(List.of(15L), ids(answer("users/show_many?ids=15"), "users"));
        assertEquals(List.of(8L), ids(answer("organizations/show_many.json?ids=8,9"), "organizations"));
        String hundred =
                IntStream.rangeClosed(1, 100).mapToObj(id -> id * 10 + "").collect(Collectors.joining(","));
        assertEquals(100, answer("users/show_many?ids=" + hundred).path("count").asInt());

        JsonNode refusal = ApiCaller.json(refused(400, "users/show_many?ids=" + hundred + ",1"));
        assertEquals("TooManyValues", refusal.path("error").asText());
        assertRefused(400, "Required parameter missing: ids", "users/show_many");
    }

    @Test
    void otherPathsBesideTheListsDoNotExist() throws Exception {
        for (String path :
                List.of("groups/show_many?ids=1", "users.xml", "groups/1", "business_hours/schedules/x/holidays")) {
            assertRefused(404, "{\"error\":\"InvalidEndpoint\",\"description\":\"Not found\"}", path);
        }
        assertEquals(404, api.post("/api/v2/users", "application/json", "{}").statusCode());
    }

    private JsonNode answer(String pathAndQuery) throws Exception {
        HttpResponse<byte[]> response = get(pathAndQuery);
        assertEquals(200, response.statusCode(), ApiCaller.text(response));
        return ApiCaller.json(response);
    }

    private HttpResponse<byte[]> refused(int status, String pathAndQuery) throws Exception {
        HttpResponse<byte[]> response = get(pathAndQuery);
        assertEquals(status, response.statusCode(), ApiCaller.text(response));
        return response;
    }

    private void assertRefused(int status, String body, String pathAndQuery) throws Exception {
        assertEquals(body, ApiCaller.text(refused(status, pathAndQuery)));
    }

    private HttpResponse<byte[]> get(String pathAndQuery) throws Exception {
        return api.get("/api/v2/" + pathAndQuery.replace("[", "%5B").replace("]", "%5D"));
    }

    /** Path and query of a link, from behind {@code /api/v2/}. */
    private static String pathOf(JsonNode link) {
        URI address = URI.create(link.asText());
        return address.getRawPath().substring("/api/v2/".length()) + "?" + address.getRawQuery();
    }

    private static List<Long> ids(JsonNode page, String key) {
        List<Long> ids = new ArrayList<>();
        page.path(key).forEach(item -> ids.add(item.path("id").asLong()));
        return ids;
    }
}
