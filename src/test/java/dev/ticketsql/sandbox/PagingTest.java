package dev.ticketsql.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ticketsql.testing.SettableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The paging rules, one by one, on rows written by hand. */
final class PagingTest {

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable sandbox : open) {
            sandbox.close();
        }
    }

    @Test
    void aPageOfSeveralSecondsEndsInsideItsLastSecondWhichComesAgain() throws Exception {
        ApiCaller api = serving(10, 10, 11, 11, 12);

        JsonNode first = api.page("start_time=0&per_page=3");
        assertEquals(List.of(10L, 10L, 11L), instants(first));
        assertEnvelope(first, 3, false, 11, "per_page=3&start_time=11");

        JsonNode second = api.page("per_page=3&start_time=11");
        assertEquals(List.of(11L, 11L, 12L), instants(second));
        assertEnvelope(second, 3, true, 12, "per_page=3&start_time=12");
    }

    @Test
    void aSingleSecondPageGrowsPastPerPage() throws Exception {
        JsonNode page = serving(10, 10, 10, 10, 11).page("start_time=10&per_page=2");

        assertEquals(List.of(10L, 10L, 10L, 10L), instants(page));
        assertEnvelope(page, 4, false, 11, "per_page=2&start_time=11");
    }

    @Test
    void aSingleSecondPageThatGrowsToTheEndDoesNotSayThatItIsTheEnd() throws Exception {
        JsonNode page = serving(10, 10, 10).page("start_time=10&per_page=2");

        assertEquals(3, instants(page).size());
        assertEnvelope(page, 3, false, 11, "per_page=2&start_time=11");
    }

    @Test
    void aPageThatIsExactlyFullAtTheEndEndsTheStream() throws Exception {
        assertEnvelope(serving(10, 11).page("start_time=0&per_page=2"), 2, true, 11, "per_page=2&start_time=11");
        assertEnvelope(serving(10, 10).page("start_time=0&per_page=2"), 2, true, 10, "per_page=2&start_time=10");
    }

    @Test
    void theLastPageComesAgainForEver() throws Exception {
        ApiCaller api = serving(10, 11);

        JsonNode last = api.page("start_time=11");
        assertEnvelope(last, 1, true, 11, "start_time=11");
        assertEquals(last, api.page("start_time=11"));
    }

    @Test
    void anEmptyPageHasNeitherEndNorNext() throws Exception {
        HttpResponse<byte[]> response = serving(10).events("start_time=11");

        assertEquals("""
                {"ticket_events":[],"count":0,"end_of_stream":true,"next_page":null,"end_time":null}""", ApiCaller.text(response));
    }

    @Test
    void nextPageEchoesEveryParameterInAlphabeticalOrder() throws Exception {
        JsonNode page = serving(10, 11)
                .page("start_time=3&zeta=%C3%A9+x&per_page=500&include=comment_events&support_type_scope=all&alpha");

        assertEnvelope(
                page,
                2,
                true,
                11,
                "alpha=&include=comment_events&per_page=500&start_time=11&support_type_scope=all&zeta=%C3%A9+x");
    }

    @Test
    void thePathWithItsSuffixIsAcceptedAndEchoed() throws Exception {
        JsonNode page = ApiCaller.json(serving(10).get("/api/v2/incremental/ticket_events.json?start_time=0"));

        assertTrue(
                page.path("next_page").asText().endsWith("/api/v2/incremental/ticket_events.json?start_time=10"),
                page.path("next_page").asText());
    }

    @Test
    void aThousandIsTheDefaultAndTheMaximumOfPerPage() throws Exception {
        ApiCaller api = serving(LongStream.rangeClosed(1, 1_500).toArray());

        for (String query : List.of("", "&per_page=", "&per_page=0", "&per_page=-1", "&per_page=x", "&per_page=1001")) {
            assertEquals(1_000, api.page("start_time=0" + query).path("count").asInt(), query);
        }
        assertEquals(999, api.page("start_time=0&per_page=999").path("count").asInt());
    }

    @Test
    void rowsComeInOrderOfTimeHoweverTheyWereWritten() throws Exception {
        assertEquals(List.of(10L, 11L, 12L), instants(serving(12, 10, 11).page("start_time=0")));
    }

    @Test
    void aRowIsWithheldForAMinute() throws Exception {
        long nowSec = clock.nowSec();
        ApiCaller api = serving(nowSec - 61, nowSec - 60, nowSec - 59);

        assertEquals(List.of(nowSec - 61, nowSec - 60), instants(api.page("start_time=0")));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(List.of(nowSec - 61, nowSec - 60, nowSec - 59), instants(api.page("start_time=0")));
    }

    @Test
    void aRowMayComeLateAndMayVanish() throws Exception {
        long nowSec = clock.nowSec();
        Sandbox sandbox = Sandbox.serving(
                List.of(
                        new SandboxEvent(100, "{\"timestamp\":100}"),
                        new SandboxEvent(101, "{\"timestamp\":101}", nowSec + 5, Long.MAX_VALUE),
                        new SandboxEvent(102, "{\"timestamp\":102}", 0, nowSec + 5)),
                SandboxOptions.defaults(clock),
                clock);
        open.add(sandbox);
        ApiCaller api = new ApiCaller(sandbox);

        assertEquals(List.of(100L, 102L), instants(api.page("start_time=0")));
        clock.advance(Duration.ofSeconds(5));
        assertEquals(List.of(100L, 101L), instants(api.page("start_time=0")));
    }

    @Test
    void aStartInTheLastMinuteIsRefused() throws Exception {
        long nowSec = clock.nowSec();
        ApiCaller api = serving();

        assertEquals(200, api.events("start_time=" + (nowSec - 60)).statusCode());
        for (long startSec : List.of(nowSec - 59, nowSec, nowSec + 1_000)) {
            HttpResponse<byte[]> refusal = api.events("start_time=" + startSec);
            assertEquals(400, refusal.statusCode());
            assertEquals("""
                    {"error":"StartTimeTooRecent","description":"Too recent start_time. Use a start_time older than 1 minute"}""", ApiCaller.text(refusal));
        }
    }

    @Test
    void aStartThatIsMissingOrNoNumberIsRefusedInPlainText() throws Exception {
        ApiCaller api = serving();

        for (String query : List.of("", "start_time=", "start_time=yesterday", "start_time=-1", "start_time=1e9")) {
            HttpResponse<byte[]> refusal = api.events(query);
            assertEquals(400, refusal.statusCode(), query);
            assertEquals("Required parameter missing: start_time", ApiCaller.text(refusal));
            assertEquals(
                    "text/plain; charset=utf-8",
                    refusal.headers().firstValue("Content-Type").orElse(""));
        }
    }

    private ApiCaller serving(long... instantsSec) {
        List<SandboxEvent> events = Arrays.stream(instantsSec)
                .mapToObj(instantSec -> new SandboxEvent(instantSec, "{\"timestamp\":" + instantSec + "}"))
                .toList();
        Sandbox sandbox = Sandbox.serving(events, SandboxOptions.defaults(clock), clock);
        open.add(sandbox);
        return new ApiCaller(sandbox);
    }

    private static List<Long> instants(JsonNode page) {
        List<Long> instants = new ArrayList<>();
        page.path("ticket_events")
                .forEach(row -> instants.add(row.path("timestamp").asLong()));
        return instants;
    }

    private static void assertEnvelope(JsonNode page, int count, boolean endOfStream, long endSec, String nextQuery) {
        assertEquals(count, page.path("count").asInt());
        assertEquals(count, page.path("ticket_events").size());
        assertEquals(endOfStream, page.path("end_of_stream").asBoolean());
        assertEquals(endSec, page.path("end_time").asLong());
        String nextPage = page.path("next_page").asText();
        assertTrue(nextPage.matches("http://127\\.0\\.0\\.1:\\d+/api/v2/incremental/ticket_events\\?.*"), nextPage);
        assertEquals(nextQuery, nextPage.substring(nextPage.indexOf('?') + 1));
    }
}
