package dev.ticketsql.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Agreement of a generated history's 50,000 events with its reference data: what events name has a fitting name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NamedEventsTest {

    private final SettableClock clock = SettableClock.at("2026-11-24T13:00:00Z");

    @AutoClose
    private final Sandbox sandbox = Sandbox.start(
            SandboxOptions.defaults(clock).withEventCount(50_000).withSeed(11).withAccountRequestsPerMinute(0), clock);

    private final ApiCaller api = new ApiCaller(sandbox);

    private final EventValues values = new EventValues();

    /** Every person of the lists, and of {@code show_many} those that are in no list. */
    private final Map<Long, JsonNode> people = new LinkedHashMap<>();

    @BeforeAll
    void readEventsAndPeople() throws Exception {
        long start = 0;
        JsonNode page;
        do {
            page = api.page("start_time=" + start + "&include=comment_events");
            page.path("ticket_events").forEach(values::add);
            start = page.path("end_time").asLong();
        } while (!page.path("end_of_stream").asBoolean());
        for (JsonNode user : list("users", "users")) {
            people.put(user.path("id").asLong(), user);
        }
        List<String> missing = ids().stream()
                .filter(id -> !people.containsKey(Long.parseLong(id)))
                .toList();
        for (int from = 0; from < missing.size(); from += 100) {
            String ids = String.join(",", missing.subList(from, Math.min(missing.size(), from + 100)));
            get("users/show_many.json?ids=" + ids)
                    .path("users")
                    .forEach(user -> people.put(user.path("id").asLong(), user));
        }
    }

    @Test
    void whoeverActsAsAnAgentIsOne() {
        for (String role : List.of("note author", "assignee_id", "assigner")) {
            for (String id : values(role)) {
                assertTrue(Set.of("agent", "admin").contains(role(id)), role + " " + id + " is " + role(id));
                assertTrue(person(id).path("active").asBoolean());
            }
        }
        assertEquals(24, values("note author").size());
    }

    @Test
    void whoeverAsksIsAnEndUserOrOneOfTheFewThatNobodyKnows() {
        Set<String> unknown = new TreeSet<>(values("requester_id"));
        unknown.removeIf(id -> people.containsKey(Long.parseLong(id)));
        for (String id : values("requester_id")) {
            assertTrue(unknown.contains(id) || role(id).equals("end-user"), id);
        }
        int requesters = values("requester_id").size();
        assertTrue(
                unknown.size() > requesters / 50 && unknown.size() < requesters / 20,
                unknown.size() + " of " + requesters);
        Set<String> everybody = ids();
        everybody.removeIf(id -> people.containsKey(Long.parseLong(id)));
        assertEquals(unknown, everybody);
    }

    @Test
    void someRequestersAreSuspendedSomeDeletedAndSomeDeletedForGood() throws Exception {
        List<JsonNode> requesters = values("requester_id").stream()
                .map(id -> person(id))
                .filter(person -> !person.isMissingNode())
                .toList();
        assertTrue(
                requesters.stream().anyMatch(person -> person.path("suspended").asBoolean()));
        List<JsonNode> deleted = requesters.stream()
                .filter(person -> !person.path("active").asBoolean())
                .toList();
        List<JsonNode> erased = deleted.stream()
                .filter(person -> person.path("name").asText().equals("Permanently Deleted User"))
                .toList();
        assertTrue(deleted.size() > erased.size() && !erased.isEmpty());
        for (JsonNode person : erased) {
            for (String personal : List.of("email", "organization_id", "time_zone", "iana_time_zone", "phone")) {
                assertTrue(person.path(personal).isNull(), personal);
            }
        }
        Set<Long> listed = new HashSet<>();
        list("deleted_users", "deleted_users")
                .forEach(person -> listed.add(person.path("id").asLong()));
        assertEquals(listed.size(), listed.stream().filter(id -> !isListed(id)).count());
        deleted.forEach(person -> assertTrue(listed.contains(person.path("id").asLong())));
    }

    @Test
    void groupsFormsBrandsStatusesAndPoliciesOfEventsAreListed() throws Exception {
        assertKnown("group_id", "groups", "groups", "id");
        assertKnown("ticket_form_id", "ticket_forms", "ticket_forms", "id");
        assertKnown("brand_id", "brands", "brands", "id");
        assertKnown("custom_status_id", "custom_statuses", "custom_statuses", "id");
        assertKnown("organization_id", "organizations", "organizations", "id");
        assertKnown("sla_policy", "slas/policies", "sla_policies", "title");
        assertKnown("policy", "slas/policies", "sla_policies", "id");
        assertKnown("custom field", "ticket_fields", "ticket_fields", "id");
    }

    @Test
    void everyValueOfTheFieldCategoryIsOneOfItsOptions() throws Exception {
        Set<String> options = new TreeSet<>();
        list("ticket_fields", "ticket_fields").stream()
                .filter(field -> field.path("title").asText().equals("Category"))
                .forEach(field -> field.path("custom_field_options")
                        .forEach(option -> options.add(option.path("value").asText())));
        assertEquals(options, values("category"));
    }

    @Test
    void everyStatusHasTheCategoryOfTheSystemsStatus() throws Exception {
        Map<String, String> categories = new TreeMap<>();
        list("custom_statuses", "custom_statuses")
                .forEach(status -> categories.put(
                        status.path("id").asText(),
                        status.path("status_category").asText()));
        for (String pair : values("status and custom status")) {
            String[] both = pair.split(" ", -1);
            // Tickets with the status Closed belong to the category solved, as documented.
            assertEquals(both[0].replace("closed", "solved"), categories.get(both[1]), pair);
        }
    }

    @Test
    void theOrganizationOfATicketIsThatOfItsRequester() {
        for (String pair : values("requester and organization")) {
            String[] both = pair.split(" ", -1);
            JsonNode person = person(both[0]);
            if (person.path("email").isTextual()) {
                assertEquals(both[1], person.path("organization_id").asText("none"), pair);
            }
        }
    }

    @Test
    void peopleAreCalledAsTheirLanguageDoesAndHaveAnAddressOfTheirOwnAtAnExampleDomain() {
        Map<String, String> letters = Map.of(
                "de", "[\\p{IsLatin} '.-]+",
                "ja", "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]+ [\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]+",
                "ko", "\\p{IsHangul}+",
                "ar", "[\\p{IsArabic} ]+",
                "he", "[\\p{IsHebrew} ]+",
                "uk", "[\\p{IsCyrillic} ]+",
                "hi", "[\\p{IsDevanagari} ]+",
                "zh", "\\p{IsHan}+");
        Set<String> addresses = new HashSet<>();
        Set<String> languages = new HashSet<>();
        for (JsonNode person : people.values()) {
            if (person.path("email").isTextual()) {
                String language = person.path("locale").asText();
                languages.add(language);
                assertTrue(
                        person.path("name").asText().matches(letters.getOrDefault(language, ".+")), person.toString());
                assertTrue(addresses.add(person.path("email").asText()), person.toString());
                assertTrue(
                        person.path("email").asText().matches("[a-z]+(\\.[a-z]+)?\\d*@[a-z]+\\.example\\.(com|org)"),
                        person.toString());
                assertFalse(Instant.parse(person.path("created_at").asText())
                        .isAfter(Instant.parse(person.path("updated_at").asText())));
            }
        }
        assertEquals(Set.of("en", "de", "fr", "es", "pt", "ja", "zh", "ko", "ar", "he", "uk", "hi"), languages);
    }

    @Test
    void theSameSeedHasTheSamePeopleAndAnotherSeedOthers() throws Exception {
        SandboxOptions options = SandboxOptions.defaults(clock).withEventCount(0);
        assertEquals(users(options.withSeed(5)), users(options.withSeed(5)));
        assertFalse(users(options.withSeed(5)).equals(users(options.withSeed(6))));
    }

    private String users(SandboxOptions options) throws Exception {
        try (Sandbox other = Sandbox.start(options, clock)) {
            return ApiCaller.text(new ApiCaller(other).get("/api/v2/users"));
        }
    }

    private boolean isListed(long id) {
        return person(Long.toString(id)).path("active").asBoolean();
    }

    private Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        for (String role :
                List.of("note author", "assignee_id", "assigner", "requester_id", "author", "updater", "recipient")) {
            ids.addAll(values(role));
        }
        return ids;
    }

    /** The person with that id; missing if nobody knows it. */
    private JsonNode person(String id) {
        return people.getOrDefault(Long.parseLong(id), MissingNode.getInstance());
    }

    private String role(String id) {
        return person(id).path("role").asText("unknown");
    }

    private void assertKnown(String value, String path, String key, String field) throws Exception {
        Set<String> known =
                list(path, key).stream().map(item -> item.path(field).asText()).collect(Collectors.toSet());
        assertFalse(values(value).isEmpty(), value);
        assertTrue(known.containsAll(values(value)), () -> values(value) + " are not all in " + known);
    }

    private Set<String> values(String what) {
        return values.of(what);
    }

    /** Reads a list to its end: by cursors, or whole. */
    private List<JsonNode> list(String path, String key) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String query = "?page%5Bsize%5D=100";
        JsonNode page;
        do {
            page = get(path + query);
            page.path(key).forEach(all::add);
            String next = page.path("links").path("next").asText();
            query = next.substring(Math.max(0, next.indexOf('?')));
        } while (page.path("meta").path("has_more").asBoolean());
        return all;
    }

    private JsonNode get(String pathAndQuery) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = api.get("/api/v2/" + pathAndQuery);
        assertEquals(200, response.statusCode(), ApiCaller.text(response));
        return ApiCaller.json(response);
    }
}
