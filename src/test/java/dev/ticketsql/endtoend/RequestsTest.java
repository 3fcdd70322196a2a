package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.Hsqldb;
import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.SqlClient;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Requests that questions cost, over three years of a help desk, as the server counts them. The answers are counted
 * from the pages themselves, and once by HSQLDB.
 */
public final class RequestsTest extends RequestsFixture {

    @Test
    void aMonthCostsItsPagesAndThenNothingAndAWiderWindowTheDifference() throws Exception {
        PagingRules rules = PagingRules.of(sandbox.baseUrl());
        requests();
        PagingRules.Walk june = rules.walk(JUNE, JULY);
        assertTrue(june.pages() >= 3, "a month of " + june.pages() + " pages shows nothing");

        assertEquals(rules.events(JUNE, JULY), count(JUNE, JULY));
        assertEquals(june.pages(), requests());

        assertEquals(rules.events(JUNE, JULY), count(JUNE, JULY));
        assertEquals(0, requests());

        assertEquals(rules.events(MAY, AUGUST), count(MAY, AUGUST));
        assertEquals(
                rules.walk(MAY, JUNE).pages()
                        + rules.walk(june.endSec(), AUGUST).pages(),
                requests());

        assertEquals(rules.events(MAY, JULY), count(MAY, JULY));
        assertEquals(0, requests());

        try (Hsqldb hsqldb = Hsqldb.ofServer(sandbox.baseUrl())) {
            hsqldb.agrees(client.connection(), countOf(JUNE, JULY));
            hsqldb.agrees(client.connection(), countOf(MAY, AUGUST));
        }
    }

    @Test
    void whatOneConnectionFetchedNoOtherAsksForAgain() throws Exception {
        long events = count(JUNE, JULY);
        assertTrue(requests() > 0);

        try (SqlClient other = SqlClient.to(sandbox.baseUrl(), "mirror", directory.toString())) {
            assertEquals(events, other.number(countOf(JUNE, JULY)));
        }
        assertEquals(0, requests());
    }

    @Test
    void noRequestGoesBeyondTheWindow() throws Exception {
        count(JUNE, JULY);

        assertTrue(sandbox.requests().stream()
                .mapToLong(request -> request.startSec().orElseThrow())
                .allMatch(startSec -> startSec >= JUNE && startSec < JULY));
    }

    @Test
    void aQuestionThatCannotHaveRowsCostsNothing() throws Exception {
        assertEquals(0, client.rows("SELECT * FROM ticket_events WHERE 1 = 0").size());
        assertEquals(0, client.rows("SELECT * FROM ticket_events LIMIT 0").size());
        assertEquals(
                0,
                client.rows("SELECT * FROM ticket_events WHERE \"time\" < TIMESTAMP '2025-01-01 00:00:00'"
                                + " AND \"time\" > TIMESTAMP '2025-01-01 00:00:00'")
                        .size());
        assertEquals(
                0,
                client.rows("SELECT * FROM ticket_events WHERE start_time > 4102444800")
                        .size());
        assertEquals(0, requests());
    }

    @Test
    void lookingAtTheSchemaCostsNothing() throws Exception {
        DatabaseMetaData metadata = client.connection().getMetaData();
        assertTrue(RowTexts.asWritten(metadata.getSchemas()).toString().contains("zendesk"));
        assertEquals(1, RowTexts.asWritten(metadata.getCatalogs()).size());
        assertTrue(RowTexts.asWritten(metadata.getTableTypes()).contains("TABLE"));
        assertTrue(RowTexts.asWritten(metadata.getTypeInfo()).toString().contains("BIGINT"));
        List<String> tables = RowTexts.asWritten(metadata.getTables(null, "zendesk", "%", null)).stream()
                .map(table -> table.split("\\|", -1)[2])
                .toList();
        assertTrue(tables.containsAll(List.of("ticket_events", "ticket_field_changes", "ticket_comments")));
        assertEquals(
                17,
                RowTexts.asWritten(metadata.getColumns(null, "zendesk", "ticket_events", "%"))
                        .size());
        for (String table : tables) {
            RowTexts.asWritten(metadata.getColumns(null, "zendesk", table, "%"));
            RowTexts.asWritten(metadata.getPrimaryKeys(null, "zendesk", table));
            RowTexts.asWritten(metadata.getIndexInfo(null, "zendesk", table, false, true));
            RowTexts.asWritten(metadata.getImportedKeys(null, "zendesk", table));
            RowTexts.asWritten(metadata.getExportedKeys(null, "zendesk", table));
            RowTexts.asWritten(metadata.getBestRowIdentifier(null, "zendesk", table, 0, true));
        }
        RowTexts.asWritten(metadata.getFunctions(null, "zendesk", "%"));
        RowTexts.asWritten(metadata.getProcedures(null, "zendesk", "%"));
        assertEquals(0, requests());
    }

    @Test
    void preparingAStatementAndLookingAtItCostsNothing() throws Exception {
        assertTrue(client.rows("EXPLAIN PLAN FOR SELECT COUNT(*) FROM ticket_events")
                .get(0)
                .contains("ticket_events"));
        for (String sql : List.of(
                "SELECT * FROM ticket_events",
                "SELECT id, via FROM ticket_events WHERE \"time\" >= ? AND id <> ? ORDER BY \"time\" DESC LIMIT 7",
                "SELECT field, COUNT(*) FROM ticket_field_changes WHERE start_time > ? GROUP BY field",
                "EXPLAIN PLAN FOR SELECT * FROM ticket_events WHERE start_time > ?")) {
            try (PreparedStatement statement = client.connection().prepareStatement(sql)) {
                assertTrue(statement.getMetaData().getColumnCount() > 0);
                statement.getMetaData().getColumnTypeName(1);
                int parameters = statement.getParameterMetaData().getParameterCount();
                assertEquals(sql.chars().filter(letter -> letter == '?').count(), parameters, sql);
                for (int parameter = 1; parameter <= parameters; parameter++) {
                    statement.getParameterMetaData().getParameterTypeName(parameter);
                }
            }
        }
        assertEquals(0, requests());
    }

    @Test
    void preparingCostsNothingAndEveryExecutionOnlyItsOwnWindow() throws Exception {
        PagingRules rules = PagingRules.of(sandbox.baseUrl());
        requests();
        try (PreparedStatement statement = client.connection()
                .prepareStatement("SELECT COUNT(*) FROM ticket_events WHERE \"time\" >= ? AND \"time\" < ?")) {
            assertEquals(2, statement.getParameterMetaData().getParameterCount());
            assertEquals(0, requests());

            assertEquals(rules.events(JUNE, JULY), count(statement, JUNE, JULY));
            PagingRules.Walk june = rules.walk(JUNE, JULY);
            assertEquals(june.pages(), requests());

            assertEquals(rules.events(JULY, AUGUST), count(statement, JULY, AUGUST));
            assertEquals(rules.walk(june.endSec(), AUGUST).pages(), requests());
        }
    }
}
