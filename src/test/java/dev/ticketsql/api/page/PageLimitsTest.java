package dev.ticketsql.api.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.testing.CollectedEvents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Pages and events at their limits and beyond. */
final class PageLimitsTest {

    /** Above the parser's buffer of 8000 bytes, by which it reads ahead. */
    private static final PageLimits LIMITS = new PageLimits(1 << 20, 100 << 10, 20);

    private final CollectedEvents events = new CollectedEvents();

    private int read(String json) throws IOException {
        events.begin();
        new PageParser(0, events, Cancellation.never(), LIMITS)
                .read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), 0);
        return events.events().size();
    }

    private static String page(String items) {
        return "{\"ticket_events\":[" + items + "],\"end_of_stream\":true}";
    }

    private static String event(String rest) {
        return "{\"id\":1,\"timestamp\":9" + rest + "}";
    }

    private String refusal(String json) {
        OversizedAnswerException refusal = assertThrows(OversizedAnswerException.class, () -> read(json));
        assertTrue(!refusal.remedy().isEmpty());
        return String.valueOf(refusal.getMessage());
    }

    @Test
    void anEventMayBeAsLargeAsItsLimit() throws Exception {
        String event = event(",\"metadata\":\"" + "x".repeat(90 << 10) + "\"");

        assertEquals(3, read(page(event + "," + event + "," + event)));
    }

    @Test
    void aLargerEventIsRefusedInWhateverItIsLarge() {
        String beyond = " is larger than 100 KB, the most for one event with this program's heap";
        assertEquals(
                "$.ticket_events[1].metadata" + beyond,
                refusal(page(event("") + "," + event(",\"metadata\":\"" + "x".repeat(200 << 10) + "\""))));
        assertTrue(refusal(page(event(",\"child_events\":[" + "\"text\",".repeat(40_000) + "0]")))
                .endsWith(beyond));
        assertTrue(refusal(page(event(",\"a\":0".repeat(40_000)))).endsWith(beyond));
        assertTrue(refusal(page(event(" ".repeat(200 << 10)))).endsWith(beyond));
    }

    @Test
    void aStringThatIsNoEventsTakesNoMemoryAndNoLimitButThePages() throws Exception {
        String padding = "\"x\":\"" + "x".repeat(500 << 10) + "\",";

        assertEquals(1, read("{" + padding + page(event("")).substring(1)));
        assertEquals(
                "$.x is not over after 1 MB, the most that is read",
                refusal("{\"x\":\"" + "x".repeat(2 << 20) + "\","
                        + page(event("")).substring(1)));
    }

    @Test
    void aPageOfMoreEventsThanAnyIsRefused() throws Exception {
        String twenty = (event("") + ",").repeat(19) + event("");

        assertEquals(20, read(page(twenty)));
        assertEquals(
                "$.ticket_events[20] is one event more than the 20 that are read of a page",
                refusal(page(twenty + "," + event(""))));
    }

    @Test
    void whatJacksonDoesNotReadIsNamedForWhatItIs() {
        assertTrue(
                refusal(page(event(",\"metadata\":" + "[".repeat(1_001) + "]".repeat(1_001))))
                        .endsWith(
                                "... is beyond what is read: Document nesting depth (1001) exceeds the maximum allowed (1000)"));
        assertEquals(
                "$.ticket_events[0].ticket_id is beyond what is read: Number value length (1001) exceeds the maximum"
                        + " allowed (1000)",
                refusal(page(event(",\"ticket_id\":" + "1".repeat(1_001)))));
        assertTrue(refusal(page(event(",\"" + "k".repeat(60_000) + "\":1")))
                .contains("is beyond what is read: Name length ("));
    }

    @Test
    void anEventMayHaveASixtyFourthOfTheHeap() {
        assertEquals(new PageLimits(512L << 20, 4 << 20, 100_000), PageLimits.ofHeap(256L << 20));
        assertEquals(64L << 20, PageLimits.ofHeap(4L << 30).maxEventBytes());
        assertEquals(512L << 20, PageLimits.ofHeap(1L << 40).maxEventBytes());
    }
}
