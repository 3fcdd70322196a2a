package dev.ticketsql.bench;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Statements as programs write them, of any size; each gives one value, of ten events with ids and tickets above 0. */
@SuppressWarnings("ImmutableEnumChecker") // The functions keep nothing.
enum LargeStatement {
    UNION_ALL(
            100,
            n -> "SELECT SUM(x) FROM ("
                    + joined(n, " UNION ALL ", i -> "SELECT " + i + " AS x FROM ticket_events WHERE id > 0") + ") AS u",
            n -> 10L * n * (n - 1) / 2),

    NESTED_FROM(50, LargeStatement::nested, n -> n),

    CHAINED_WITH(
            20,
            n -> "WITH c0 AS (SELECT id, 1 AS x FROM ticket_events), "
                    + joined(
                            n - 1,
                            ", ",
                            i -> "c" + (i + 1) + " AS (SELECT id, x + 1 AS x FROM c" + i + " WHERE id > 0)")
                    + " SELECT MAX(x) FROM c" + (n - 1),
            n -> n),

    DOUBLED_WITH(
            9,
            n -> "WITH c0 AS (SELECT MAX(id) AS x FROM ticket_events), "
                    + joined(
                            n - 1,
                            ", ",
                            i -> "c" + (i + 1) + " AS (SELECT a.x FROM c" + i + " AS a JOIN c" + i
                                    + " AS b ON a.x = b.x)")
                    + " SELECT COUNT(x) FROM c" + (n - 1),
            n -> 1),

    SELF_JOINS(
            12,
            n -> "SELECT COUNT(*) FROM ticket_events AS t0 "
                    + joined(
                            n,
                            " ",
                            i -> "JOIN ticket_events AS t" + (i + 1) + " ON t" + (i + 1) + ".id = t" + i + ".id"),
            n -> 10),

    TIMES(
            1_000,
            n -> "SELECT COUNT(*) FROM ticket_events WHERE \"time\" NOT IN ("
                    + joined(n, ", ", i -> "TIMESTAMP '%d-01-01 00:00:00'".formatted(1000 + i % 900)) + ")",
            n -> 10),

    COMPUTED_TIMES(
            300,
            n -> "SELECT COUNT(*) FROM ticket_events WHERE \"time\" IN ("
                    + joined(n, ", ", i -> "TIMESTAMP '2001-01-01 00:00:00' + INTERVAL '" + i + "' MINUTE(6)") + ")",
            n -> 0),

    COMPUTED_DATES(
            365,
            n -> "SELECT COUNT(*) FROM ticket_events WHERE CAST(\"time\" AS DATE) NOT IN ("
                    + joined(n, ", ", i -> "DATE '2001-01-01' + INTERVAL '" + i + "' DAY(6)") + ")",
            n -> 10),

    IN_LIST(
            10_000,
            n -> "SELECT COUNT(*) FROM ticket_events WHERE ticket_id IN (" + joined(n, ", ", Integer::toString) + ")",
            n -> 10),

    NOT_IN_LIST(
            10_000,
            n -> "SELECT COUNT(*) FROM ticket_events WHERE ticket_id NOT IN (" + joined(n, ", ", Integer::toString)
                    + ")",
            n -> 0),

    VALUES(
            5_000,
            n -> "SELECT COUNT(*) FROM (VALUES " + joined(n, ", ", i -> "(" + i + ", 'x" + i + "')") + ") AS v(a, b)",
            n -> n),

    ALTERNATIVES(
            2_000,
            n -> "SELECT COUNT(*) FROM ticket_events WHERE "
                    + joined(n, " OR ", i -> "(ticket_id = " + i + " AND id > " + i + ")"),
            n -> 10),

    SUM_OF_TERMS(
            498,
            n -> "SELECT MAX(" + joined(n / 3, " + ", i -> "ticket_id + 1 + (0 - ticket_id)") + ") FROM ticket_events",
            n -> n / 3),

    CUBE(
            8,
            n -> "SELECT COUNT(DISTINCT g) FROM (SELECT GROUPING(" + keys(n) + ") AS g FROM (SELECT "
                    + joined(n, ", ", i -> "MOD(id, " + (i + 2) + ") AS k" + i)
                    + " FROM ticket_events) AS e GROUP BY CUBE ("
                    + keys(n) + ")) AS s",
            n -> 1L << n),

    SUBQUERIES_IN_SELECT(
            20,
            n -> "SELECT MIN(" + joined(n, " + ", i -> "c" + i) + ") FROM (SELECT "
                    + joined(
                            n,
                            ", ",
                            i -> "(SELECT COUNT(*) FROM ticket_events AS e WHERE e.id = t.id AND e.id > -" + i
                                    + ") AS c" + i)
                    + " FROM ticket_events AS t) AS s",
            n -> n);

    private final int size;
    private final IntFunction<String> sql;
    private final IntFunction<Long> answer;

    /** @param size of which it has to be planned within seconds */
    LargeStatement(int size, IntFunction<String> sql, Answer answer) {
        this.size = size;
        this.sql = sql;
        this.answer = answer::of;
    }

    /** The one value of a statement of some size. */
    @FunctionalInterface
    private interface Answer {
        long of(int size);
    }

    int size() {
        return size;
    }

    String sql(int ofSize) {
        return sql.apply(ofSize);
    }

    String answer(int ofSize) {
        return Long.toString(answer.apply(ofSize));
    }

    private static String joined(int count, String separator, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(separator));
    }

    private static String keys(int count) {
        return joined(count, ", ", i -> "k" + i);
    }

    private static String nested(int depth) {
        String rows = "SELECT id, 0 AS x0 FROM ticket_events";
        for (int level = 1; level <= depth; level++) {
            rows = "SELECT id, x%1$d + 1 AS x%2$d FROM (%3$s) AS t%2$d WHERE x%1$d >= 0"
                    .formatted(level - 1, level, rows);
        }
        return "SELECT MAX(x" + depth + ") FROM (" + rows + ") AS t";
    }
}
