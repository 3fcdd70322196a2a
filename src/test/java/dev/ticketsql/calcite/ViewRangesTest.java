package dev.ticketsql.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.TestAccount;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Views with a condition on each of their times, beside the rows of the whole view that meet it: what a view reads less
 * of may change none of its rows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ViewRangesTest {

    private final TestAccount account = TestAccount.of(RandomLives.of(7, 80));

    @AfterAll
    void close() throws Exception {
        account.close();
    }

    static Stream<String> views() {
        return Stream.of(
                "ticket_field_intervals",
                "ticket_status_intervals",
                "ticket_states",
                "ticket_agents",
                "ticket_messages",
                "ticket_first_replies",
                "ticket_reopens",
                "ticket_reassignments",
                "ticket_assignments",
                "ticket_resolutions",
                "ticket_requester_waits",
                "ticket_touches",
                "ticket_satisfaction",
                "ticket_backlog",
                "sla_events",
                "sla_policies_applied",
                "sla_breaches");
    }

    private record Row(String text, List<@Nullable String> cells) {}

    @ParameterizedTest
    @MethodSource("views")
    void aConditionOnATimeLeavesTheRowsOfTheWholeViewThatMeetIt(String view) throws Exception {
        List<String> columns = new ArrayList<>();
        List<Row> whole = rows("SELECT * FROM " + view, columns);
        assertTrue(whole.size() > 3, view);
        for (int at = 0; at < columns.size(); at++) {
            if (columns.get(at).isEmpty()) {
                continue;
            }
            for (Map.Entry<String, Predicate<@Nullable String>> condition :
                    conditions(columns.get(at), whole, at).entrySet()) {
                int cell = at;
                String sql = "SELECT * FROM " + view + " WHERE " + condition.getKey();
                List<String> expected = whole.stream()
                        .filter(row -> condition.getValue().test(row.cells().get(cell)))
                        .map(Row::text)
                        .sorted()
                        .toList();
                assertEquals(
                        expected,
                        rows(sql, new ArrayList<>()).stream()
                                .map(Row::text)
                                .sorted()
                                .toList(),
                        sql);
            }
        }
    }

    /** Conditions on a column, by values that lie at a quarter, in the middle and near the end of it. */
    private static Map<String, Predicate<@Nullable String>> conditions(String column, List<Row> rows, int at) {
        List<String> values = new ArrayList<>(rows.stream()
                .map(row -> row.cells().get(at))
                .filter(Objects::nonNull)
                .toList());
        Map<String, Predicate<@Nullable String>> conditions = new LinkedHashMap<>();
        conditions.put(column + " IS NULL", Objects::isNull);
        if (values.isEmpty()) {
            return conditions;
        }
        boolean number = values.get(0).matches("\\d+");
        Collections.sort(values);
        String early = values.get(values.size() / 4);
        String middle = values.get(values.size() / 2);
        String late = values.get(values.size() * 9 / 10);
        conditions.put(column + " >= " + literal(late, number), cell -> compare(cell, late) >= 0);
        if (number) {
            return conditions;
        }
        conditions.put(column + " > " + literal(middle, number), cell -> compare(cell, middle) > 0);
        conditions.put(column + " < " + literal(early, number), cell -> cell != null && compare(cell, early) < 0);
        conditions.put(
                column + " BETWEEN " + literal(early, number) + " AND " + literal(middle, number),
                cell -> compare(cell, early) >= 0 && compare(cell, middle) <= 0);
        conditions.put(column + " = " + literal(middle, number), cell -> cell != null && compare(cell, middle) == 0);
        conditions.put(
                "(" + column + " >= " + literal(late, number) + " OR " + column + " IS NULL)",
                cell -> cell == null || compare(cell, late) >= 0);
        return conditions;
    }

    private static String literal(String value, boolean number) {
        return number
                ? value
                : value.length() == 10 ? "DATE '" + value + "'" : "TIMESTAMP '" + value.substring(0, 19) + "'";
    }

    /** Less than nothing where the cell is null. */
    private static int compare(@Nullable String cell, String value) {
        return cell == null ? -1 : cell.compareTo(value);
    }

    private List<Row> rows(String sql, List<String> times) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = account.connection().prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            ResultSetMetaData meta = result.getMetaData();
            for (int column = 1; column <= meta.getColumnCount(); column++) {
                int type = meta.getColumnType(column);
                String name = meta.getColumnLabel(column);
                times.add(
                        type == Types.TIMESTAMP
                                        || type == Types.DATE
                                        || name.endsWith("start_time")
                                        || name.equals("end_time")
                                ? "\"" + name + "\""
                                : "");
            }
            while (result.next()) {
                List<@Nullable String> cells = new ArrayList<>();
                for (int column = 1; column <= meta.getColumnCount(); column++) {
                    cells.add(result.getString(column));
                }
                rows.add(new Row(cells.toString(), cells));
            }
        }
        return rows;
    }
}
