package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.testing.Hsqldb;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.SqlClient;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Both of the export's shapes, written by hand, from the server's JSON to the columns of a row. */
@Tag("time-zones")
final class EventShapesTest {

    private static final long SEC = 1_700_000_000;

    @Test
    void anAuditFillsTheColumnsOfAudits() throws Exception {
        assertRow(
                """
                {"child_events":[{"id":31,"via":"Mail","via_reference_id":null,"status":"open","event_type":"Change",\
                "previous_value":"new"}],"id":9007199254740993,"ticket_id":7,"timestamp":1700000000,\
                "created_at":"2023-11-14T22:13:20Z","updater_id":-1,"via":"Email","system":{"client":"Firefox",\
                "location":"Praha, Česko","latitude":50.0755,"longitude":14.4378},"metadata":{"a":1.10},\
                "event_type":"Audit"}""",
                "9007199254740993|7|2023-11-14 22:13:20|1700000000|null|null|null|Audit|-1|Email|Firefox|Praha, Česko"
                        + "|50.0755|14.4378|{\"a\":1.10}|[{\"id\":31,\"via\":\"Mail\",\"via_reference_id\":null,"
                        + "\"status\":\"open\",\"event_type\":\"Change\",\"previous_value\":\"new\"}]|null");
    }

    @Test
    void aMetricEventFillsTheColumnsOfMetricEventsAndKeepsTheRest() throws Exception {
        assertRow(
                """
                {"time":"2023-11-14T22:13:20Z","id":5,"instance_id":2,"metric":"reply_time","ticket_id":7,\
                "type":"apply_sla","deleted":false,"sla":{"target":60,"policy":{"id":360}}}""",
                "5|7|2023-11-14 22:13:20|1700000000|apply_sla|reply_time|2|null|null|null|null|null|null|null|null|null"
                        + "|{\"deleted\":false,\"sla\":{\"target\":60,\"policy\":{\"id\":360}}}");
    }

    @Test
    void whatNobodyHasSeenYetIsKeptInOther() throws Exception {
        assertRow(
                """
                {"id":5,"timestamp":1700000000,"system":{"client":null,"ip_address":"10.0.0.1"},"via":{"channel":"api"},\
                "brand_new":[1,2],"created_at":"2023-11-14T22:13:21Z"}""",
                "5|null|2023-11-14 22:13:20|1700000000|null|null|null|null|null|{\"channel\":\"api\"}|null|null|null|null"
                        + "|null|null|{\"brand_new\":[1,2],\"created_at\":\"2023-11-14T22:13:21Z\","
                        + "\"system\":{\"ip_address\":\"10.0.0.1\"}}");
    }

    @Test
    void twoReadingsOfOneEventAreOneRow() throws Exception {
        String event = "{\"id\":5,\"timestamp\":1700000000}";

        assertEquals(List.of("1"), ask("SELECT COUNT(*) FROM ticket_events", event, event));
    }

    private static void assertRow(String json, String row) throws Exception {
        assertEquals(List.of(row), ask("SELECT * FROM ticket_events", json));
    }

    private static List<String> ask(String sql, String... events) throws Exception {
        InstantSource clock = InstantSource.system();
        List<SandboxEvent> served =
                Arrays.stream(events).map(json -> new SandboxEvent(SEC, json)).toList();
        try (Sandbox sandbox = Sandboxes.serving(served, clock);
                SqlClient client = SqlClient.to(sandbox.baseUrl(), "mirror", "none");
                Hsqldb hsqldb = Hsqldb.ofServer(sandbox.baseUrl())) {
            hsqldb.agrees(client.connection(), sql);
            return client.rows(sql);
        }
    }
}
