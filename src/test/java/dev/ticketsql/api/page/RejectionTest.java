package dev.ticketsql.api.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageRows;
import dev.ticketsql.event.RejectedEvent;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.CollectedEvents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items of a page without a usable id or instant, where they are set aside. */
final class RejectionTest {

    private static final long PAGE_SEC = 1_700_000_000;

    private final CollectedEvents kept = new CollectedEvents();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "NULL", textBlock = """
            {"timestamp":1700000007,"ticket_id":3}                    |3   |1700000007|$.ticket_events[1] has no id
            {"id":null,"timestamp":1700000007}                        |NULL|1700000007|$.ticket_events[1].id should be an integer of 64 bits, is null
            {"id":"two","ticket_id":"4","timestamp":1700000007}       |4   |1700000007|$.ticket_events[1].id should be an integer of 64 bits, is the string "two"
            {"id":{"value":[2]},"timestamp":1700000007,"ticket_id":5} |5   |1700000007|$.ticket_events[1].id should be an integer of 64 bits, is an object
            {"id":2,"ticket_id":{"a":6}}                              |NULL|1700000005|$.ticket_events[1] has no time: none of timestamp, created_at and time
            {"id":2,"timestamp":1700000007000,"ticket_id":7}          |7   |1700000005|$.ticket_events[1].timestamp should be epoch seconds between 0 and 253402300799, is 1700000007000
            {"id":2,"created_at":"yesterday"}                         |NULL|1700000005|$.ticket_events[1].created_at should be an instant as 2026-01-31T12:00:00Z, is the string "yesterday"
            {"id":1e99999999999,"ticket_id":1e99999999999}            |NULL|1700000005|$.ticket_events[1].id should be an integer of 64 bits, is 1e99999999999
            {}                                                        |NULL|1700000005|$.ticket_events[1] has no id
            null                                                      |NULL|1700000005|$.ticket_events[1] should be an object, is null
            7.50                                                      |NULL|1700000005|$.ticket_events[1] should be an object, is 7.50
            "text"                                                    |NULL|1700000005|$.ticket_events[1] should be an object, is the string "text"
            [{"id":2},[1.10]]                                         |NULL|1700000005|$.ticket_events[1] should be an object, is an array
            """)
    void anItemIsKeptWithItsPlaceItsReasonAndItsText(String json, @Nullable Long ticketId, long sec, String reason)
            throws Exception {
        read(event(1, 5), json, event(3, 9));
        assertEquals(
                List.of(new RejectedEvent(sec, PAGE_SEC, 1, ticketId, reason, json.replace(" ", ""))), kept.rejected());
        assertEquals(
                List.of(1L, 3L), kept.events().stream().map(TicketEvent::id).toList());
    }

    @Test
    void withoutAnInstantOnTheWholePageItsSecondIsThatOfThePage() throws Exception {
        read("{\"id\":1}", "{\"id\":2}");
        assertEquals(List.of(PAGE_SEC, PAGE_SEC), seconds());
    }

    @Test
    void anInstantBeforeThePageGivesItsSecondToNoOther() throws Exception {
        read(event(1, -100), "{\"id\":1}", "{\"timestamp\":1700000003}", "{\"id\":2}", event(3, 4));
        assertEquals(List.of(PAGE_SEC, PAGE_SEC + 3, PAGE_SEC + 3), seconds());
    }

    private List<Long> seconds() {
        return kept.rejected().stream().map(RejectedEvent::startSec).toList();
    }

    @Test
    void theyCountAsEventsOfThePageAndThoseWithoutAnInstantMoveNothing() throws Exception {
        PageRows rows =
                read(event(1, 5), "{\"timestamp\":1700000009}", "{\"id\":7}").rows();
        assertEquals(3, rows.count());
        assertEquals(OptionalLong.of(PAGE_SEC + 5), rows.firstSec());
        assertEquals(OptionalLong.of(PAGE_SEC + 9), rows.lastSec());
        assertEquals(1, rows.lastCount());
        PageRows none = read("{\"id\":7}").rows();
        assertEquals(1, none.count());
        assertEquals(OptionalLong.empty(), none.latestSec());
    }

    @Test
    void theOddValuesOfARejectedItemAreNotCounted() throws Exception {
        PageRows rows = read("{\"updater_id\":\"x\"}", "{\"id\":1,\"timestamp\":1700000000,\"updater_id\":\"y\"}")
                .rows();
        assertEquals(1, rows.oddValueCount());
        assertEquals(
                Optional.of("$.ticket_events[1].updater_id should be an integer of 64 bits, is the string \"y\""),
                rows.oddValue());
    }

    /** Two keys of one name: the last counts, as of all others. */
    @Test
    void theLastOfTwoIdsCounts() throws Exception {
        read("{\"id\":\"x\",\"id\":5,\"timestamp\":1700000000}", "{\"id\":5,\"id\":\"x\",\"timestamp\":1700000000}");
        assertEquals(List.of(5L), kept.events().stream().map(TicketEvent::id).toList());
        assertEquals(1, kept.rejected().get(0).position());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ticket_events\":[{\"id\":1,],\"end_of_stream\":true}",
                "{\"ticket_events\":[{\"id\":1",
                "{\"ticket_events\":{\"id\":1},\"end_of_stream\":true}",
                "{\"ticket_events\":[{\"id\":1}]}",
                "{\"ticket_events\":null,\"end_of_stream\":true}",
                "[]"
            })
    void aPageThatIsNoPageStaysAnError(String page) {
        assertThrows(IOException.class, () -> readPage(page, true));
    }

    @Test
    void withoutTheOptionTheFirstEndsThePage() {
        BadEventException failure = assertThrows(
                BadEventException.class,
                () -> readPage("{\"ticket_events\":[{\"timestamp\":1}],\"end_of_stream\":true}", false));
        assertEquals("$.ticket_events[0] has no id", failure.getMessage());
    }

    /** What is no rejection is read as without the option. */
    @Test
    void everyOtherEventIsTheSame() throws Exception {
        SandboxOptions options = SandboxOptions.defaults(InstantSource.system())
                .withEventCount(2_000)
                .withSeed(7)
                .withEnd(Instant.parse("2026-03-01T12:00:00Z"))
                .withYears(1);
        try (Sandbox sandbox = Sandbox.start(options, InstantSource.system());
                InputStream body = sandbox.baseUrl()
                        .resolve("/api/v2/incremental/ticket_events?start_time=0&include=comment_events")
                        .toURL()
                        .openStream()) {
            String page = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            Page whole = readPage(page, false);
            List<TicketEvent> events = kept.events();
            assertEquals(1000, events.size());
            assertEquals(whole, readPage(page, true));
            assertEquals(events, kept.events());
            assertTrue(kept.rejected().isEmpty());
        }
    }

    private static String event(long id, long afterSec) {
        return "{\"id\":" + id + ",\"timestamp\":" + (PAGE_SEC + afterSec) + "}";
    }

    private Page read(String... items) throws IOException {
        return readPage("{\"ticket_events\":[" + String.join(" , ", items) + "],\"end_of_stream\":true}", true);
    }

    private Page readPage(String page, boolean skipsBadEvents) throws IOException {
        kept.begin();
        InputStream body = new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8));
        return new PageParser(PAGE_SEC, kept, Cancellation.never(), skipsBadEvents).read(body, PAGE_SEC + 3600);
    }
}
