package dev.ticketsql.correctness;

import dev.ticketsql.correctness.RandomScope.Column;
import dev.ticketsql.correctness.RandomScope.Reference;
import dev.ticketsql.correctness.RandomSql.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Generated conditions, over the columns of a scope and over subqueries. */
final class RandomTruth {

    private static final List<Kind> COMPARED = List.of(
            Kind.INTEGER,
            Kind.INTEGER,
            Kind.TEXT,
            Kind.TEXT,
            Kind.TIMESTAMP,
            Kind.TIMESTAMP,
            Kind.DATE,
            Kind.DOUBLE,
            Kind.DECIMAL);

    private final RandomDice dice;
    private final RandomValues values;
    private final RandomQuery queries;

    RandomTruth(RandomDice dice, RandomQuery queries) {
        this.dice = dice;
        this.queries = queries;
        this.values = new RandomValues(dice, this);
    }

    RandomValues values() {
        return values;
    }

    /** A condition, at most {@code depth} connectives deep. */
    RandomSql condition(RandomScope scope, int depth) {
        if (depth == 0 || dice.percent(45)) {
            return simple(scope, Math.min(depth, 1));
        }
        RandomSql one = condition(scope, depth - 1);
        return switch (dice.below(8)) {
            case 0, 1, 2 -> RandomSql.of(Kind.TRUTH, "({0} AND {1})", one, condition(scope, depth - 1));
            case 3, 4 -> RandomSql.of(Kind.TRUTH, "({0} OR {1})", one, condition(scope, depth - 1));
            case 5 -> RandomSql.of(Kind.TRUTH, "(NOT {0})", one);
            case 6 -> tested(one);
            default ->
                RandomSql.of(
                        Kind.TRUTH,
                        "(CASE WHEN {0} THEN {1} ELSE {2} END)",
                        one,
                        condition(scope, depth - 1),
                        condition(scope, depth - 1));
        };
    }

    /** HSQLDB lets NULL through these, so each is spelled out for it. */
    private RandomSql tested(RandomSql condition) {
        String test = dice.one("IS TRUE", "IS NOT TRUE", "IS FALSE", "IS NOT FALSE", "IS UNKNOWN", "IS NOT UNKNOWN");
        RandomSql ours = RandomSql.of(Kind.TRUTH, "(({0}) " + test + ")", condition);
        return ours.inHsqldb(
                switch (test) {
                    case "IS TRUE" -> "(CASE WHEN {0} THEN TRUE ELSE FALSE END)";
                    case "IS NOT TRUE" -> "(CASE WHEN {0} THEN FALSE ELSE TRUE END)";
                    case "IS FALSE" -> "(CASE WHEN {0} THEN FALSE WHEN NOT {0} THEN TRUE ELSE FALSE END)";
                    case "IS NOT FALSE" -> "(CASE WHEN {0} THEN TRUE WHEN NOT {0} THEN FALSE ELSE TRUE END)";
                    case "IS UNKNOWN" -> "(CASE WHEN {0} THEN FALSE WHEN NOT {0} THEN FALSE ELSE TRUE END)";
                    default -> "(CASE WHEN {0} THEN TRUE WHEN NOT {0} THEN TRUE ELSE FALSE END)";
                });
    }

    private RandomSql simple(RandomScope scope, int depth) {
        RandomSql condition = anySimple(scope, depth);
        return dice.isSaid(condition) ? condition : compared(Kind.INTEGER, scope, 0);
    }

    private RandomSql anySimple(RandomScope scope, int depth) {
        int choice = dice.below(100);
        if (choice < 45) {
            return compared(dice.one(COMPARED), scope, depth);
        }
        if (choice < 60) {
            return like(scope, depth);
        }
        if (choice < 70) {
            Kind kind = dice.one(COMPARED);
            return RandomSql.of(
                    Kind.TRUTH, "({0} IS " + dice.one("", "NOT ") + "NULL)", values.value(kind, scope, depth));
        }
        if (choice < 76) {
            return time(scope);
        }
        if (choice < 80) {
            return RandomSql.of(
                            Kind.TRUTH,
                            dice.one(
                                    "JSON_EXISTS({0}, 'lax $.row')",
                                    "({0} IS JSON OBJECT)",
                                    "({0} IS NOT JSON)",
                                    "(JSON_VALUE({0}, '$.row' NULL ON ERROR) > '3')"),
                            values.leaf(Kind.TEXT, scope))
                    .notInHsqldb()
                    // IS JSON is of its version 16, the others of 17.
                    .notInPostgres();
        }
        if (choice < 90 && scope.sources().size() < 4) {
            return subquery(scope);
        }
        return values.leaf(Kind.TRUTH, scope);
    }

    /** A comparison of two values of {@code kind}, in one of its many forms. */
    RandomSql compared(Kind kind, RandomScope scope, int depth) {
        RandomSql left = values.value(kind, scope, depth);
        RandomSql right = dice.percent(60) ? values.literal(kind) : values.value(kind, scope, depth);
        return switch (dice.below(8)) {
            case 0 ->
                RandomSql.of(
                        Kind.TRUTH,
                        "({0} " + dice.one("", "NOT ") + "BETWEEN {1} AND {2})",
                        left,
                        values.literal(kind),
                        right);
            case 1 ->
                RandomSql.of(
                        Kind.TRUTH,
                        "({0} " + dice.one("", "NOT ") + "IN ({1}))",
                        left,
                        RandomSql.list(
                                ", ",
                                Stream.generate(() -> values.literal(kind))
                                        .limit(1 + dice.below(4))
                                        .toList()));
            case 2 -> RandomSql.of(Kind.TRUTH, "({0} IS " + dice.one("", "NOT ") + "DISTINCT FROM {1})", left, right);
            case 3 ->
                RandomSql.of(Kind.TRUTH, "({0} BETWEEN SYMMETRIC {1} AND {2})", left, right, values.literal(kind))
                        // It loses rows where two of the three are the same column.
                        .inHsqldb("({0} BETWEEN {1} AND {2} OR {0} BETWEEN {2} AND {1})");
            default ->
                RandomSql.of(
                        Kind.TRUTH, "({0} " + dice.one("=", "=", "<>", "<", "<=", ">", ">=") + " {1})", left, right);
        };
    }

    private RandomSql like(RandomScope scope, int depth) {
        List<Reference> columns = scope.columns(Kind.TEXT);
        if (columns.isEmpty()) {
            return compared(Kind.TEXT, scope, depth);
        }
        Reference column = dice.one(columns);
        String not = dice.one("", "", "NOT ");
        // HSQLDB takes a supplementary character for two, Calcite alone does not match a line break.
        if (!column.column().multiline() && dice.percent(30)) {
            String pattern = dice.one("'_'", "'%_pen%'", "'_ %'", "'%__'");
            return RandomSql.of(Kind.TRUTH, "({0} " + not + "LIKE " + pattern + ")", column.sql())
                    .notInHsqldb();
        }
        String pattern = dice.one(
                "'%e%'",
                "'E%'",
                "''",
                "'%🎫%'",
                "'%ם'",
                "'100!%' ESCAPE '!'",
                "'%!_%' ESCAPE '!'",
                "'%''%'",
                "'o%n'",
                "'%\"%'",
                "'[%'");
        if (dice.percent(10)) {
            String escaped = "({0} " + not + "LIKE '%\\_%'";
            return RandomSql.of(Kind.TRUTH, escaped + ")", column.sql()).inHsqldb(escaped + " ESCAPE '\\')");
        }
        return RandomSql.of(Kind.TRUTH, "({0} " + not + "LIKE " + pattern + ")", column.sql());
    }

    /** Conditions on time as people and tools write them, beyond comparisons of timestamps. */
    private RandomSql time(RandomScope scope) {
        RandomSql timestamp = values.leaf(Kind.TIMESTAMP, scope);
        RandomSql of = RandomSql.of(
                Kind.TRUTH,
                switch (dice.below(6)) {
                    case 0 -> "(EXTRACT(YEAR FROM {0}) = " + dice.one("2020", "2026", "1970") + ")";
                    case 1 -> "(EXTRACT(YEAR FROM {0}) = 2020 AND EXTRACT(MONTH FROM {0}) IN (2, 12))";
                    case 2 -> "({0} >= TIMESTAMP '2020-02-29 00:00:00' AND {0} < TIMESTAMP '2021-01-01 00:00:00')";
                    case 3 -> "(CAST({0} AS DATE) BETWEEN DATE '2020-02-28' AND DATE '2020-12-31')";
                    case 4 -> "({0} > '2020-02-29 12:00:00')";
                    default -> "(CAST({0} AS VARCHAR) LIKE '2020-02-%')";
                },
                timestamp);
        return of.ours().contains("> '") || of.ours().contains("VARCHAR") ? of.notInHsqldb() : of;
    }

    private RandomSql subquery(RandomScope scope) {
        Kind kind = dice.one(COMPARED);
        RandomSql left = values.leaf(kind, scope);
        return switch (dice.below(5)) {
            case 0 ->
                RandomSql.of(Kind.TRUTH, "({0} " + dice.one("", "NOT ") + "IN ({1}))", left, queries.column(kind));
            case 1 ->
                RandomSql.of(
                        Kind.TRUTH, "({0} " + dice.one("=", "<", ">=", "<>") + " ({1}))", left, queries.scalar(kind));
            case 2 -> {
                RandomQuery.Item inner = queries.source();
                yield RandomSql.of(
                        Kind.TRUTH,
                        "({0} " + dice.one("=", "<", ">=") + " ({1}))",
                        left,
                        queries.scalar(kind, inner, correlated(scope, inner.source())));
            }
            default -> {
                RandomQuery.Item inner = queries.source();
                yield RandomSql.of(
                        Kind.TRUTH,
                        "(" + dice.one("", "NOT ") + "EXISTS ({0}))",
                        queries.exists(inner, correlated(scope, inner.source())));
            }
        };
    }

    /** A condition that ties a column of {@code inner} to one outside. */
    RandomSql correlated(RandomScope outer, RandomScope.Source inner) {
        List<Column> columns = inner.columns().stream()
                .filter(candidate -> !outer.columns(candidate.kind()).isEmpty())
                .toList();
        if (columns.isEmpty()) {
            return RandomSql.of(Kind.TRUTH, "TRUE");
        }
        Column column = dice.one(columns);
        return RandomSql.of(
                Kind.TRUTH,
                "{0} = {1}",
                new Reference(inner.alias(), column).sql(),
                dice.one(outer.columns(column.kind())).sql());
    }
}
