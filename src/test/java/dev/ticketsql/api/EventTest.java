package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.EventField;
import dev.ticketsql.event.FieldChange;
import dev.ticketsql.event.PageRows;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.testing.EventBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parsing of events: every field in its component, in both shapes, and unknown ones in {@code other}. */
@Tag("time-zones")
final class EventTest {

    private static final long AT_SEC = 1_700_000_000;

    @Test
    void anAuditHasEveryFieldInItsComponent() throws Exception {
        assertEvent(
                """
                {
                  "child_events": [
                    {"id": 71, "via": "Web form", "via_reference_id": null, "priority": "high",
                     "event_type": "Change", "previous_value": "0"},
                    {"id": 72, "via": {"channel": "api"}, "custom_ticket_fields": {"360": ["a", "b"]},
                     "event_type": "Create"}
                  ],
                  "id": 613784741453,
                  "ticket_id": 2,
                  "timestamp": 1700000000,
                  "created_at": "2023-11-14T22:13:20Z",
                  "updater_id": -1,
                  "via": "Web form",
                  "system": {"client": "Mozilla/5.0 (\\"quoted\\")", "location": "Đà Nẵng, Vietnam",
                             "latitude": 15.116700000000009, "longitude": -108},
                  "metadata": {"flags": [1.10, 1e5], "trusted": true},
                  "event_type": "Audit"
                }
                """,
                EventBuilder.event(613_784_741_453L, AT_SEC)
                        .ticket(2L)
                        .audit("Audit", -1L, "Web form")
                        .from("Mozilla/5.0 (\"quoted\")", "Đà Nẵng, Vietnam", 15.116700000000009, -108.0)
                        .metadata("{\"flags\":[1.10,1e5],\"trusted\":true}")
                        .childEvents("[{\"id\":71,\"via\":\"Web form\",\"via_reference_id\":null,\"priority\":\"high\","
                                + "\"event_type\":\"Change\",\"previous_value\":\"0\"},"
                                + "{\"id\":72,\"via\":{\"channel\":\"api\"},"
                                + "\"custom_ticket_fields\":{\"360\":[\"a\",\"b\"]},\"event_type\":\"Create\"}]")
                        .children(
                                List.of(
                                        new FieldChange(
                                                71L,
                                                "Change",
                                                "priority",
                                                "high",
                                                "0",
                                                null,
                                                null,
                                                "Web form",
                                                0,
                                                null),
                                        new FieldChange(
                                                72L,
                                                "Create",
                                                "custom_ticket_fields.360",
                                                "[\"a\",\"b\"]",
                                                null,
                                                null,
                                                null,
                                                "{\"channel\":\"api\"}",
                                                1,
                                                null)),
                                List.of())
                        .build());
    }

    @Test
    void aMetricEventHasEveryFieldInItsComponentAndTheRestInOther() throws Exception {
        assertEvent(
                """
                {"type": "apply_sla", "time": "2023-11-14T22:13:20Z", "metric": "reply_time", "ticket_id": 155,
                 "sla": {"target": 480, "business_hours": false}, "deleted": false, "instance_id": 1,
                 "id": 926256957613}
                """,
                EventBuilder.event(926_256_957_613L, AT_SEC)
                        .ticket(155L)
                        .metric("apply_sla", "reply_time", 1L)
                        .other("{\"sla\":{\"target\":480,\"business_hours\":false},\"deleted\":false}")
                        .build());
    }

    @Test
    void theOldestShapeHasAnInstantToo() throws Exception {
        TicketEvent event = event("""
                {"id": 1717, "ticket_id": 27, "timestamp": 138561439, "updater_id": -1, "via": "Email",
                 "child_events": [{"via": "Email", "via_reference_id": 2, "status": "solved"}]}
                """);

        assertEquals(138_561_439, event.startSec());
        assertEquals(
                "[{\"via\":\"Email\",\"via_reference_id\":2,\"status\":\"solved\"}]",
                event.value(EventField.CHILD_EVENTS));
        assertNull(event.other());
    }

    @Test
    void nullsCountAsAbsent() throws Exception {
        assertEvent("""
                {"id": 1, "timestamp": 1700000000, "created_at": null, "time": null, "ticket_id": null, "type": null,
                 "metric": null, "instance_id": null, "event_type": null, "updater_id": null, "via": null,
                 "metadata": null, "child_events": null,
                 "system": {"client": null, "location": null, "latitude": null, "longitude": null}}
                """, bare(null));
        assertEvent("{\"id\":1,\"timestamp\":1700000000,\"system\":null}", bare(null));
    }

    @Test
    void unknownKeysAreKeptAsTheyCame() throws Exception {
        assertEvent(
                """
                {"zeta": null, "id": 1, "timestamp": 1700000000, "alpha": {"b": [ ], "a": -0.0}, "größe": "\\u00e9\\n",
                 "system": {"client": null, "eu_address": {"ip": "::1"}, "n": 1E400}, "big": 123456789012345678901234567890}
                """,
                bare("{\"zeta\":null,\"alpha\":{\"b\":[],\"a\":-0.0},\"größe\":\"é\\n\","
                        + "\"big\":123456789012345678901234567890,"
                        + "\"system\":{\"eu_address\":{\"ip\":\"::1\"},\"n\":1E400}}"));
    }

    @Test
    void aViaThatIsAnObjectIsKeptAsJson() throws Exception {
        assertEquals(
                "{\"channel\":\"api\",\"source\":{\"rel\":null}}",
                event("{\"id\":1,\"timestamp\":5,\"via\":{\"channel\":\"api\",\"source\":{\"rel\":null}}}")
                        .value(EventField.VIA));
    }

    /** Another JSON type than documented, with one right reading. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "ticket_id":"35436"|TICKET_ID|35436
            "ticket_id":35436.0|TICKET_ID|35436
            "ticket_id":3.5436e4|TICKET_ID|35436
            "updater_id":"-1"|UPDATER_ID|-1
            "system":{"latitude":"48.137"}|LATITUDE|48.137
            "system":{"longitude":11}|LONGITUDE|11.0
            """)
    void aScalarWithOneRightReadingIsReadSo(String key, EventField field, String value) throws Exception {
        TicketEvent event = event("{\"id\":\"1\",\"timestamp\":5," + key + "}");
        assertEquals(value, String.valueOf(event.value(field)));
        assertNull(event.other());
        assertEquals(1, event.id());
    }

    /** Another JSON type than documented, without a reading: nothing is lost, and the event stays. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "ticket_id":"a"|TICKET_ID|{"ticket_id":"a"}|.ticket_id should be an integer of 64 bits, is the string "a"
            "ticket_id":"1.5"|TICKET_ID|{"ticket_id":"1.5"}|.ticket_id should be an integer of 64 bits, is the string "1.5"
            "instance_id":1e30|INSTANCE_ID|{"instance_id":1e30}|.instance_id should be an integer of 64 bits, is 1e30
            "updater_id":{"id":7}|UPDATER_ID|{"updater_id":{"id":7}}|.updater_id should be an integer of 64 bits, is an object
            "metric":7|METRIC|{"metric":7}|.metric should be a string, is 7
            "via":[1]|VIA|{"via":[1]}|.via should be a string or an object, is an array
            "system":"x"|CLIENT|{"system":"x"}|.system should be an object, is the string "x"
            "system":{"latitude":"north"}|LATITUDE|{"system":{"latitude":"north"}}|.system.latitude should be a number of 64 bits, is the string "north"
            "system":{"latitude":1e400}|LATITUDE|{"system":{"latitude":1e400}}|.system.latitude should be a number of 64 bits, is 1e400
            "system":{"client":{"os":"mac"}}|CLIENT|{"system":{"client":{"os":"mac"}}}|.system.client should be a string, is an object
            "created_at":7|VIA|{"created_at":7}|.created_at should be an instant as 2026-01-31T12:00:00Z, is 7
            """)
    void aScalarWithoutAReadingIsKeptInOtherAndCounted(String key, EventField field, String other, String complaint)
            throws Exception {
        try (ServedAccount account = ServedAccount.of("{\"id\":1,\"timestamp\":5," + key + "}")) {
            PageRows rows = account.read().rows();
            assertNull(account.event().value(field));
            assertEquals(other, account.event().other());
            assertEquals(1, rows.oddValueCount());
            assertEquals(Optional.of("$.ticket_events[0]" + complaint), rows.oddValue());
        }
    }

    /** The instant is timestamp, else created_at, else time; a key with another value is kept. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "timestamp":1700000000|
            "created_at":"2023-11-14T22:13:20Z"|
            "time":"2023-11-14T22:13:20Z"|
            "time":"2023-11-14T23:13:20+01:00"|
            "time":"2023-11-14T22:13:20Z","timestamp":1700000000,"created_at":"2023-11-14T22:13:20Z"|
            "created_at":"2023-11-14T22:13:21Z","timestamp":1700000000|{"created_at":"2023-11-14T22:13:21Z"}
            "time":"2001-01-01T00:00:00Z","created_at":"2023-11-14T22:13:20Z"|{"time":"2001-01-01T00:00:00Z"}
            "created_at":"2023-11-14T22:13:20.123Z"|{"created_at":"2023-11-14T22:13:20.123Z"}
            "created_at":null,"timestamp":null,"time":"2023-11-14T22:13:20Z"|
            "timestamp":"1700000000"|
            "timestamp":1700000000.0|
            "timestamp":1.7e9|
            "timestamp":1700000000.25|{"timestamp":1700000000.25}
            "timestamp":"2023-11-14T22:13:20Z"|
            "timestamp":1700000000000,"created_at":"2023-11-14T22:13:20Z"|{"timestamp":1700000000000}
            """)
    void theInstantIsFoundAndWhatDiffersIsKept(String keys, @Nullable String other) throws Exception {
        assertEvent("{\"id\":1," + keys + "}", bare(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"timestamp":1}|$.ticket_events[0] has no id
            {"id":null,"timestamp":1}|$.ticket_events[0].id should be an integer of 64 bits, is null
            {"id":"seven","timestamp":1}|$.ticket_events[0].id should be an integer of 64 bits, is the string "seven"
            {"id":7.5,"timestamp":1}|$.ticket_events[0].id should be an integer of 64 bits, is 7.5
            {"id":9223372036854775808,"timestamp":1}|$.ticket_events[0].id should be an integer of 64 bits, is 9223372036854775808
            {"id":1e999999999,"timestamp":1}|$.ticket_events[0].id should be an integer of 64 bits, is 1e999999999
            {"id":1e99999999999,"timestamp":1}|$.ticket_events[0].id should be an integer of 64 bits, is 1e99999999999
            {"id":1,"timestamp":1e99999999999}|$.ticket_events[0].timestamp should be epoch seconds between 0 and 253402300799, is 1e99999999999
            {"id":1}|$.ticket_events[0] has no time: none of timestamp, created_at and time
            {"id":1,"timestamp":null}|$.ticket_events[0] has no time: none of timestamp, created_at and time
            {"id":1,"timestamp":"soon"}|$.ticket_events[0].timestamp should be epoch seconds between 0 and 253402300799, is the string "soon"
            {"id":1,"timestamp":-1}|$.ticket_events[0].timestamp should be epoch seconds between 0 and 253402300799, is -1
            {"id":1,"timestamp":1700000000000}|$.ticket_events[0].timestamp should be epoch seconds between 0 and 253402300799, is 1700000000000
            {"id":1,"timestamp":1e400}|$.ticket_events[0].timestamp should be epoch seconds between 0 and 253402300799, is 1e400
            {"id":1,"created_at":"2023-11-14"}|$.ticket_events[0].created_at should be an instant as 2026-01-31T12:00:00Z, is the string "2023-11-14"
            {"id":1,"time":"+12023-11-14T00:00:00Z"}|$.ticket_events[0].time should be an instant as 2026-01-31T12:00:00Z, is the string "+12023-11-14T00:00:00Z"
            {"id":1,"time":5}|$.ticket_events[0].time should be an instant as 2026-01-31T12:00:00Z, is 5
            [1]|$.ticket_events[0] should be an object, is an array
            null|$.ticket_events[0] should be an object, is null
            """)
    void whatIsNoEventIsRefusedWithItsPlace(String json, String complaint) {
        try (ServedAccount account = ServedAccount.of(json)) {
            String message = account.message();

            assertTrue(
                    message.startsWith(
                            "GET http://127.0.0.1/api/v2/incremental/ticket_events?per_page=1000&start_time=0 answered"
                                    + " 200 OK (x-request-id: sandbox-1), but " + complaint
                                    + ": {\"ticket_events\":[" + json),
                    message);
            assertEquals(1, account.sandbox.requests().size());
        }
    }

    @Test
    void halfAnEmojiIsReplacedInTextAndInJson() throws Exception {
        TicketEvent event = event("""
                {"id": 1, "timestamp": 1700000000, "via": {"title": "cut \\ud83d"}, "event_type": "Audit",
                 "system": {"client": "cut \\ud83d", "location": "whole \\ud83e\\udd86"},
                 "child_events": [{"id": 7, "event_type": "Change", "subject": "cut \\udd86", "previous_value": "🦆"}],
                 "cut": "\\udd86\\udd86"}
                """);
        assertEquals("{\"title\":\"cut \uFFFD\"}", event.value(EventField.VIA));
        assertEquals("cut \uFFFD", event.value(EventField.CLIENT));
        assertEquals("whole 🦆", event.value(EventField.LOCATION));
        assertEquals(
                "[{\"id\":7,\"event_type\":\"Change\",\"subject\":\"cut \uFFFD\",\"previous_value\":\"🦆\"}]",
                event.value(EventField.CHILD_EVENTS));
        assertEquals("{\"cut\":\"\uFFFD\uFFFD\"}", event.other());
        assertEquals("cut \uFFFD", event.children().fieldChanges().get(0).newValue());
    }

    private static TicketEvent bare(@Nullable String other) {
        return EventBuilder.event(1, AT_SEC).other(other).build();
    }

    private static void assertEvent(String json, TicketEvent expected) throws IOException {
        assertEquals(expected, event(json));
    }

    private static TicketEvent event(String json) throws IOException {
        try (ServedAccount account = ServedAccount.of(json)) {
            return account.event();
        }
    }
}
