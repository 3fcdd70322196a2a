package dev.ticketsql.resilience.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ticketsql.sandbox.Fault;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Bodies that are no page, and pages whose envelope lies; the events are left as they are. */
final class DocumentFaults {

    private static final String END_TIME = "end_time";
    private static final String END_OF_STREAM = "end_of_stream";
    private static final String COUNT = "count";

    private static final JsonMapper JSON = new JsonMapper();

    private DocumentFaults() {}

    static Fault html(FaultSite site) {
        String page = "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form/></body></html>";
        return site.choices().percent(50) ? Fault.html(200, page) : Fault.status(200, page);
    }

    static Fault empty(FaultSite site) {
        return Fault.status(200, site.choices().one("", " ", "\n\r\n"));
    }

    static Fault wrong(FaultSite site) {
        return Fault.status(
                200,
                site.choices()
                        .one(
                                "null",
                                "[]",
                                "7",
                                "\"x\"",
                                "true",
                                "{}",
                                "{\"error\":\"Unavailable\"}",
                                "{\"ticket_events\":[]}",
                                "{\"end_of_stream\":true}",
                                "{\"ticket_events\":null,\"end_of_stream\":true}",
                                "{\"ticket_events\":{},\"end_of_stream\":true}",
                                "{\"ticket_events\":\"none\",\"end_of_stream\":true}",
                                "{\"ticket_events\":[7],\"end_of_stream\":true}",
                                "{\"ticket_events\":[[]],\"end_of_stream\":true}",
                                "{\"ticket_events\":[null],\"end_of_stream\":true}",
                                "{\"ticket_events\":[{}],\"end_of_stream\":true}",
                                "{'ticket_events':[],'end_of_stream':true}",
                                "{\"ticket_events\":[],\"end_of_stream\":true,}",
                                "\u0000\u0001\u0002",
                                "{\"ticket_events\":[],\"end_of_stream\":TRUE}"));
    }

    /** A page without its end, in which all but a part of the events may stand before it. */
    static Fault truncated(FaultSite site) {
        int percent = site.choices().below(100);
        boolean isEnvelopeFirst = site.choices().percent(50);
        return Alteration.ofText(page -> {
            byte[] whole = isEnvelopeFirst ? withEnvelopeFirst(page) : page;
            return Arrays.copyOf(whole, whole.length * percent / 100);
        });
    }

    private static byte[] withEnvelopeFirst(byte[] page) throws IOException {
        ObjectNode read = (ObjectNode) JSON.readTree(page);
        JsonNode events = read.remove("ticket_events");
        read.set("ticket_events", events);
        return JSON.writeValueAsBytes(read);
    }

    static Fault garbageBehind(FaultSite site) {
        String garbage = site.choices().one("}", "{}", "<!-- cached -->", "null", "\u0000", ",");
        return Alteration.ofText(
                page -> (new String(page, StandardCharsets.UTF_8) + garbage).getBytes(StandardCharsets.UTF_8));
    }

    /** Milliseconds, the year 9999, now, far behind the last event, before it, or none that can be read. */
    static Fault endTime(FaultSite site) {
        long nowSec = site.nowSec();
        Choices choices = site.choices();
        long lie = choices.one(
                nowSec * 1000, 253_402_300_799L, nowSec, nowSec + 86_400, nowSec - 60, 0L, -1L, Long.MAX_VALUE);
        return switch (choices.below(8)) {
            case 0 -> Alteration.ofPage(page -> page.remove(END_TIME));
            case 1 -> Alteration.ofPage(page -> page.putNull(END_TIME));
            case 2 ->
                Alteration.ofPage(page -> page.set(
                        END_TIME,
                        choices.one(
                                TextNode.valueOf("soon"),
                                TextNode.valueOf(page.path(END_TIME).asText()),
                                page.objectNode().put("sec", lie),
                                page.numberNode(1.5),
                                page.booleanNode(true))));
            default -> Alteration.ofPage(page -> page.put(END_TIME, lie));
        };
    }

    static Fault count(FaultSite site) {
        Choices choices = site.choices();
        return Alteration.ofPage(page -> {
            switch (choices.below(4)) {
                case 0 -> page.remove(COUNT);
                case 1 -> page.put(COUNT, choices.one(0L, -1L, 1L, 1_000L, Long.MAX_VALUE));
                case 2 -> page.put(COUNT, choices.one("7", "many", ""));
                default -> page.set(COUNT, choices.one(page.nullNode(), page.arrayNode(), page.numberNode(2.5)));
            }
        });
    }

    static Fault wrongEndOfStream(FaultSite site) {
        Choices choices = site.choices();
        return Alteration.ofPage(page -> {
            switch (choices.below(4)) {
                case 0 -> page.remove(END_OF_STREAM);
                case 1 -> page.putNull(END_OF_STREAM);
                case 2 -> page.put(END_OF_STREAM, choices.one("true", "false", ""));
                default -> page.put(END_OF_STREAM, choices.one(0, 1));
            }
        });
    }

    /** Says that more is to come; a page that says otherwise too early cannot be told from a true one. */
    static Fault deniedEndOfStream(FaultSite site) {
        return Alteration.ofPage(page -> page.put(END_OF_STREAM, false));
    }

    static Fault nextPage(FaultSite site) {
        return Fault.nextPage(URI.create(site.choices()
                .one(
                        site.server() + HttpFaults.REDIRECTED_PATH,
                        "https://evil.example.com/api/v2/incremental/ticket_events?start_time=0",
                        "file:///etc/hostname")));
    }

    static Fault unknownFields(FaultSite site) {
        Choices choices = site.choices();
        return Alteration.ofPage(page -> {
            Map<String, Object> fields = Map.of(
                    "users",
                    List.of(Map.of("id", 1, "name", "Ann")),
                    "after_cursor",
                    "MTU3NjYxMzUzOS4wfHw0Njc=",
                    "meta",
                    Map.of("ticket_events", List.of(Map.of("id", 666, "timestamp", 1_700_000_000))),
                    "huge",
                    new BigInteger("9".repeat(400)));
            ObjectNode before = page.objectNode();
            fields.forEach((name, value) -> before.putPOJO(name, value));
            if (choices.percent(50)) {
                ObjectNode events = page.deepCopy();
                page.removeAll();
                page.setAll(before);
                page.setAll(events);
            } else {
                page.setAll(before);
            }
        });
    }
}
