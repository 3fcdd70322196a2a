package dev.ticketsql.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.runtime.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Asserts on one statement: its rows, its plan, the ranges of its scans, the SQL that reached the mirror's engine, and
 * its requests. Runs the statement when first needed, once.
 */
public final class SqlAssert {

    private static final Pattern WINDOW = Pattern.compile("EventScan\\(window=(.*?), mirrored=");

    /** Tables that are not the engine's: all else of a statement is. */
    private static final Pattern OTHER_TABLES =
            Pattern.compile("\\b(office|metadata|mirror_windows|api_requests)\\b", Pattern.CASE_INSENSITIVE);

    private final TestAccount account;
    private final String sql;
    private final @Nullable Object[] parameters;
    private List<String> rows = List.of();
    private final List<String> pushed = new ArrayList<>();
    private int requests = -1;

    SqlAssert(TestAccount account, String sql, @Nullable Object... parameters) {
        this.account = account;
        this.sql = sql;
        this.parameters = parameters;
    }

    /** The same statement, executed with these values. */
    public SqlAssert with(@Nullable Object... values) {
        return new SqlAssert(account, sql, values);
    }

    /** The rows in this order, columns joined by a comma. */
    public SqlAssert returns(String... expected) throws SQLException {
        run();
        assertEquals(List.of(expected), rows, sql);
        return this;
    }

    /** The rows in any order. */
    public SqlAssert returnsUnordered(String... expected) throws SQLException {
        run();
        assertEquals(
                Stream.of(expected).sorted().toList(), rows.stream().sorted().toList(), sql);
        return this;
    }

    /** The rows, for tests that compare them with another engine's. */
    public List<String> rows() throws SQLException {
        run();
        return rows;
    }

    /** The same rows as HSQLDB's; in the same order, if the statement orders them. */
    public SqlAssert agreesWithHsqldb() throws SQLException {
        return agreesWithHsqldb(sql);
    }

    /** The same rows as HSQLDB's for {@code dialect}, with the same parameters. */
    public SqlAssert agreesWithHsqldb(String dialect) throws SQLException {
        run();
        assertEquals(
                RowTexts.comparable(account.hsqldb().rows(dialect, parameters), sql),
                RowTexts.comparable(rows, sql),
                sql);
        return this;
    }

    /** All of it runs in the mirror's engine. */
    public SqlAssert runsInTheEngine() throws SQLException {
        String plan = explain();
        assertTrue(plan.startsWith("DuckDbStatement"), () -> "not pushed down: " + sql + "\n" + plan);
        return this;
    }

    /** The number of pages that its execution asked for. */
    public SqlAssert requests(int expected) throws SQLException {
        run();
        assertEquals(expected, requests, () -> "requests of " + sql);
        return this;
    }

    /** Parts of the plan, which must cost no request to show. */
    public SqlAssert plan(String... expected) throws SQLException {
        String plan = explain();
        for (String part : expected) {
            assertTrue(plan.contains(part), () -> "no " + part + " in\n" + plan);
        }
        return this;
    }

    /** Parts that the plan must not have. */
    public SqlAssert planWithout(String... unexpected) throws SQLException {
        String plan = explain();
        for (String part : unexpected) {
            assertFalse(plan.contains(part), () -> part + " in\n" + plan);
        }
        return this;
    }

    /** The ranges of the plan's scans, from top to bottom, as EXPLAIN writes them. */
    public SqlAssert windows(String... expected) throws SQLException {
        String plan = explain();
        List<String> windows =
                WINDOW.matcher(plan).results().map(match -> match.group(1)).toList();
        assertEquals(List.of(expected), windows, plan);
        return this;
    }

    /** Parts of the SQL that the mirror's engine was given. */
    SqlAssert pushes(String... expected) throws SQLException {
        run();
        for (String part : expected) {
            assertTrue(pushed.stream().anyMatch(query -> query.contains(part)), () -> "no " + part + " in " + pushed);
        }
        return this;
    }

    /** The number of statements that the mirror's engine was given. */
    public SqlAssert asksTheEngine(int expected) throws SQLException {
        run();
        assertEquals(expected, pushed.size(), () -> "statements " + pushed);
        return this;
    }

    /** The statement fails with this in the message of the first cause. */
    public SqlAssert fails(String expected) {
        Throwable reason = assertThrows(SQLException.class, this::run, sql);
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        String message = String.valueOf(reason.getMessage());
        assertTrue(message.contains(expected), () -> "no " + expected + " in " + message);
        return this;
    }

    /** Among the causes of the failure is this one, with exactly this message. */
    public SqlAssert failsBecauseOf(Class<? extends Exception> type, String message) {
        Throwable reason = assertThrows(SQLException.class, this::run, sql);
        while (reason.getCause() != null && !type.isInstance(reason)) {
            reason = reason.getCause();
        }
        assertInstanceOf(type, reason);
        assertEquals(message, reason.getMessage(), sql);
        return this;
    }

    public String explain() throws SQLException {
        int before = account.requests();
        try (PreparedStatement statement = account.connection().prepareStatement("EXPLAIN PLAN FOR " + sql)) {
            setParameters(statement);
            try (ResultSet result = statement.executeQuery()) {
                assertTrue(result.next());
                assertEquals(before, account.requests(), () -> "EXPLAIN asked for pages: " + sql);
                return result.getString(1);
            }
        }
    }

    private void setParameters(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private void run() throws SQLException {
        if (requests >= 0) {
            return;
        }
        Hook.Closeable listening = Hook.QUERY_PLAN.addThread((Consumer<String>) pushed::add);
        List<String> generated = new ArrayList<>();
        Hook.Closeable compiling = Hook.JAVA_PLAN.addThread((Consumer<String>) generated::add);
        try (PreparedStatement statement = account.connection().prepareStatement(sql)) {
            int before = account.requests();
            setParameters(statement);
            try (ResultSet result = statement.executeQuery()) {
                rows = RowTexts.read(result);
            }
            requests = account.requests() - before;
        } finally {
            listening.close();
            compiling.close();
        }
        assertTrue(
                generated.isEmpty() || OTHER_TABLES.matcher(sql).find(),
                () -> "Calcite's generated code computes a part of " + sql + "\n" + generated);
    }
}
