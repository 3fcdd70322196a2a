package dev.ticketsql.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.Series;
import dev.ticketsql.testing.ServedEvents;
import dev.ticketsql.testing.TestAccount;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The views beside plain Java: over the sandbox's help desk, and over random lives with every turn. */
final class ViewTruthTest {

    private static final int EVENTS = Series.length(15_000, 50_000);

    @Test
    void theViewsOfTheSandboxSayWhatItsEventsSay() throws Exception {
        List<TicketEvent> events;
        try (Sandbox sandbox = Sandbox.start(
                SandboxOptions.defaults(InstantSource.fixed(TestAccount.NOW))
                        .withEventCount(EVENTS)
                        .withEnd(TestAccount.NOW.minusSeconds(3_600)),
                InstantSource.fixed(TestAccount.NOW))) {
            events = ServedEvents.of(sandbox.baseUrl());
        }
        assertEquals(EVENTS, events.size());
        agree(events);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theViewsOfRandomLivesSayWhatTheirEventsSay(long seed) throws Exception {
        agree(RandomLives.of(seed, Series.length("ticketsql.lives", 120, 400)));
    }

    private static void agree(List<TicketEvent> events) throws Exception {
        try (TestAccount account = TestAccount.of(events)) {
            for (Map.Entry<String, List<String>> view : truth(events).entrySet()) {
                List<String> expected = view.getValue();
                assertTrue(expected.size() > 3, view.getKey());
                List<String> rows = account.sql(question(view.getKey())).rows();
                assertEquals(List.of(), without(expected, rows), () -> view.getKey() + " lacks rows");
                assertEquals(List.of(), without(rows, expected), () -> view.getKey() + " has more rows");
            }
            assertEquals(others(events), readOthers(account));
            // Pages of a thousand, once for all views, and one at the end.
            assertTrue(account.requests() <= events.size() / 1_000 + 2, () -> "requests " + account.requests());
        }
    }

    private static String question(String view) {
        return switch (view) {
            case "ticket_states" ->
                "SELECT * EXCEPT (other, requester_name, assignee_name, group_name, organization_name, brand_name,"
                        + " ticket_form_name, custom_status_name) FROM ticket_states";
            // Names are none of the events'.
            case "ticket_agents" -> "SELECT * EXCEPT (name, role) FROM ticket_agents";
            case "ticket_field_intervals" -> "SELECT * EXCEPT (field_title, updater_name) FROM ticket_field_intervals";
            case "ticket_first_replies" -> "SELECT * EXCEPT (agent_name) FROM ticket_first_replies";
            case "ticket_messages" -> "SELECT * EXCEPT (author_name) FROM ticket_messages";
            case "ticket_reopens" -> "SELECT * EXCEPT (updater_name) FROM ticket_reopens";
            case "ticket_reassignments" ->
                "SELECT * EXCEPT (previous_assignee_name, assignee_name, updater_name) FROM ticket_reassignments";
            case "ticket_assignments" -> "SELECT * EXCEPT (assignee_name, group_name) FROM ticket_assignments";
            // Until the account's today: that of CURRENT_DATE is the machine's.
            case "ticket_backlog" -> "SELECT * FROM ticket_backlog WHERE \"day\" <= DATE '2026-11-20'";
            default -> "SELECT * FROM " + view;
        };
    }

    /** The rows that are left of {@code rows} when each of {@code others} is taken once. */
    private static List<String> without(List<String> rows, List<String> others) {
        Map<String, Integer> counts = new HashMap<>();
        others.forEach(row -> counts.merge(row, 1, Integer::sum));
        return rows.stream()
                .filter(row -> counts.merge(row, -1, Integer::sum) < 0)
                .toList();
    }

    private static Map<String, List<String>> truth(List<TicketEvent> events) {
        FieldHistory history = new FieldHistory(events);
        FieldViewsTruth fields = new FieldViewsTruth(history);
        AssignmentTruth assignments = new AssignmentTruth(events, history);
        ConversationTruth conversation = new ConversationTruth(events, history);
        SlaTruth sla = new SlaTruth(events);
        Map<String, List<String>> truth = new LinkedHashMap<>();
        truth.put("ticket_field_intervals", fields.fieldIntervals());
        truth.put("ticket_status_intervals", fields.statusIntervals());
        truth.put("ticket_states", fields.states());
        truth.put("ticket_reopens", fields.reopens());
        truth.put("ticket_resolutions", fields.resolutions());
        truth.put("ticket_requester_waits", fields.waits());
        truth.put("ticket_reassignments", assignments.reassignments());
        truth.put("ticket_assignments", assignments.assignments());
        truth.put("ticket_satisfaction", fields.satisfaction());
        truth.put("ticket_backlog", fields.backlog(TestAccount.NOW));
        truth.put("ticket_agents", conversation.agents());
        truth.put("ticket_messages", conversation.messages());
        truth.put("ticket_first_replies", conversation.firstReplies());
        truth.put("ticket_touches", conversation.touches());
        truth.put("sla_events", sla.events());
        truth.put("sla_policies_applied", sla.applied());
        truth.put("sla_breaches", sla.breaches());
        return truth;
    }

    /** Custom fields of each ticket, by name. */
    private static Map<Long, Map<String, String>> others(List<TicketEvent> events) {
        FieldHistory history = new FieldHistory(events);
        Map<Long, Map<String, String>> others = new TreeMap<>();
        history.tickets.forEach((ticket, fields) -> fields.forEach((field, values) -> {
            String value = values.get(values.size() - 1).value();
            if (field.startsWith("custom_ticket_fields") && value != null) {
                others.computeIfAbsent(ticket, any -> new TreeMap<>()).put(field, value);
            }
        }));
        return others;
    }

    private static Map<Long, Map<String, String>> readOthers(TestAccount account) throws Exception {
        Map<Long, Map<String, String>> others = new TreeMap<>();
        for (String row : account.sql("SELECT ticket_id, other FROM ticket_states WHERE other IS NOT NULL")
                .rows()) {
            String[] parts = row.split(", ", 2);
            Map<String, String> fields = new TreeMap<>();
            new ObjectMapper()
                    .readTree(parts[1])
                    .properties()
                    .forEach(member ->
                            fields.put(member.getKey(), member.getValue().asText()));
            others.put(Long.valueOf(parts[0]), fields);
        }
        return others;
    }
}
