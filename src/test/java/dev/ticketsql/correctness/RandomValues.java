package dev.ticketsql.correctness;

import dev.ticketsql.correctness.RandomScope.Reference;
import dev.ticketsql.correctness.RandomSql.Kind;
import java.util.List;

/** Generates expressions of every kind but truth, over the columns of a scope. */
final class RandomValues {

    private final RandomDice dice;
    private final RandomTruth truth;
    private final RandomLiterals literals;
    private final RandomTimes times;

    RandomValues(RandomDice dice, RandomTruth truth) {
        this.dice = dice;
        this.truth = truth;
        literals = new RandomLiterals(dice);
        times = new RandomTimes(dice, this);
    }

    /** An expression of {@code kind}, at most {@code depth} levels deep. */
    RandomSql value(Kind kind, RandomScope scope, int depth) {
        RandomSql value = anyValue(kind, scope, depth);
        return dice.isSaid(value) ? value : literals.literal(kind);
    }

    private RandomSql anyValue(Kind kind, RandomScope scope, int depth) {
        if (kind == Kind.TRUTH) {
            return truth.condition(scope, depth);
        }
        if (depth == 0 || dice.percent(40)) {
            return leaf(kind, scope);
        }
        if (dice.percent(30)) {
            return general(kind, scope, depth - 1);
        }
        if (dice.isForPostgres() && dice.percent(25)) {
            return new RandomMeanings(dice, this).value(kind, scope, depth - 1);
        }
        return switch (kind) {
            case INTEGER -> integer(scope, depth - 1);
            case TEXT -> text(scope, depth - 1);
            case DOUBLE -> number(scope, depth - 1);
            case DECIMAL -> decimal(scope, depth - 1);
            case TIMESTAMP -> times.timestamp(scope, depth - 1);
            case DATE -> times.date(scope, depth - 1);
            default -> throw new IllegalArgumentException(kind + " is no value");
        };
    }

    /** A literal of {@code kind}, now and then NULL. */
    RandomSql literal(Kind kind) {
        return literals.literal(kind);
    }

    /** A column, or a literal where there is none. */
    RandomSql leaf(Kind kind, RandomScope scope) {
        List<Reference> columns = scope.columns(kind);
        if (columns.isEmpty() || dice.percent(12)) {
            boolean isComputed = dice.percent(70);
            return isComputed && kind == Kind.DATE
                    ? times.date(scope, 0)
                    : isComputed && kind == Kind.DECIMAL ? decimal(scope, 0) : literals.literal(kind);
        }
        return dice.one(columns).sql();
    }

    /** Expressions of every kind: CASE, COALESCE, NULLIF. */
    private RandomSql general(Kind kind, RandomScope scope, int depth) {
        RandomSql one = RandomLiterals.unpadded(value(kind, scope, depth));
        RandomSql other = RandomLiterals.unpadded(value(kind, scope, depth));
        return switch (dice.below(5)) {
            case 0 -> RandomSql.of(kind, "COALESCE({0}, {1})", one, other);
            case 1 -> RandomSql.of(kind, "NULLIF({0}, {1})", one, other);
            case 2 -> RandomSql.of(kind, "CASE WHEN {0} THEN {1} END", truth.condition(scope, depth), one);
            case 3 ->
                RandomSql.of(kind, "CASE WHEN {0} THEN {1} ELSE {2} END", truth.condition(scope, depth), one, other);
            default ->
                RandomSql.of(
                        kind,
                        "CASE {0} WHEN {1} THEN {2} WHEN {3} THEN {4} ELSE {2} END",
                        // Two literals of which one ends in spaces are the same to HSQLDB.
                        RandomLiterals.unpadded(leaf(Kind.TEXT, scope)),
                        literals.literal(Kind.TEXT),
                        one,
                        literals.literal(Kind.TEXT),
                        other);
        };
    }

    private RandomSql integer(RandomScope scope, int depth) {
        RandomSql one = value(Kind.INTEGER, scope, depth);
        return switch (dice.below(12)) {
            case 0 -> RandomSql.of(Kind.INTEGER, "(- {0})", one).computed();
            case 1 -> RandomSql.of(Kind.INTEGER, "ABS({0})", one).computed();
            case 2 -> RandomSql.of(Kind.INTEGER, "MOD({0}, " + dice.one("1", "2", "7", "1000") + ")", one);
            case 3 -> // PostgreSQL's is a fraction, whatever its argument: only the type differs.
                RandomSql.of(Kind.INTEGER, "SIGN({0})", one).inPostgres("CAST(SIGN({0}) AS BIGINT)");
            case 4 ->
                RandomSql.of(
                                Kind.INTEGER,
                                "({0} " + dice.one("+", "-") + " {1})",
                                one,
                                value(Kind.INTEGER, scope, depth))
                        .computed();
            case 5 ->
                RandomSql.of(Kind.INTEGER, "({0} * " + dice.one("0", "2", "-3") + ")", one)
                        .computed();
            case 6 ->
                RandomSql.of(Kind.INTEGER, "({0} / " + dice.one("1", "2", "-7", "86400") + ")", one)
                        .computed();
            // HSQLDB counts UTF-16 units, PostgreSQL and TicketSQL characters.
            case 7 ->
                RandomSql.of(Kind.INTEGER, "CHAR_LENGTH({0})", value(Kind.TEXT, scope, depth))
                        .notInHsqldb();
            case 8 -> RandomSql.of(Kind.INTEGER, "CAST({0} AS BIGINT)", one);
            case 9 ->
                RandomSql.of(
                                Kind.INTEGER,
                                "POSITION({0} IN {1})",
                                literals.literal(Kind.TEXT),
                                value(Kind.TEXT, scope, depth))
                        .notInHsqldb();
            case 10 -> times.extract(times.timestamp(scope, 0));
            default -> times.extract(leaf(Kind.TIMESTAMP, scope));
        };
    }

    private RandomSql text(RandomScope scope, int depth) {
        RandomSql one = value(Kind.TEXT, scope, depth);
        return switch (dice.below(9)) {
            case 0 -> RandomSql.of(Kind.TEXT, "UPPER({0})", one);
            case 1 -> RandomSql.of(Kind.TEXT, "LOWER({0})", one);
            case 2 -> RandomSql.of(Kind.TEXT, "({0} || {1})", one, value(Kind.TEXT, scope, depth));
            case 3 ->
                RandomSql.of(
                                Kind.TEXT,
                                "SUBSTRING({0} FROM " + dice.one("1", "2", "3") + dice.one("", " FOR 1", " FOR 4")
                                        + ")",
                                one)
                        .notInHsqldb();
            case 4 -> RandomSql.of(Kind.TEXT, "TRIM({0})", one);
            case 5 -> RandomSql.of(Kind.TEXT, "CAST({0} AS VARCHAR(25))", value(Kind.INTEGER, scope, depth));
            case 6 ->
                RandomSql.of(Kind.TEXT, "CAST({0} AS VARCHAR)", leaf(Kind.TIMESTAMP, scope))
                        .notInHsqldb();
            case 7 -> json(scope);
            default -> RandomSql.of(Kind.TEXT, "CAST({0} AS VARCHAR)", one).inHsqldb("CAST({0} AS LONGVARCHAR)");
        };
    }

    private RandomSql json(RandomScope scope) {
        String path = dice.one("$.row", "$.text", "$[0].id", "$.deep.list[1]", "lax $.channel", "$[0]", "strict $.row");
        return RandomSql.of(
                        Kind.TEXT,
                        dice.one(
                                "JSON_VALUE({0}, '" + path + "' NULL ON ERROR)",
                                "JSON_VALUE({0}, '" + path + "' DEFAULT 'none' ON EMPTY NULL ON ERROR)",
                                "JSON_QUERY({0}, '" + path + "' NULL ON ERROR)"),
                        leaf(Kind.TEXT, scope))
                .notInHsqldb()
                // From its version 17 on; and its own of older days mean something else.
                .notInPostgres();
    }

    private RandomSql number(RandomScope scope, int depth) {
        RandomSql one = value(Kind.DOUBLE, scope, depth);
        return switch (dice.below(3)) {
            case 0 -> RandomSql.of(Kind.DOUBLE, "ABS({0})", one);
            case 1 -> RandomSql.of(Kind.DOUBLE, "({0} * 2E0)", one);
            default -> RandomSql.of(Kind.DOUBLE, "({0} + {1})", one, value(Kind.DOUBLE, scope, depth));
        };
    }

    /** No table has any: they come of whole numbers. */
    private RandomSql decimal(RandomScope scope, int depth) {
        return switch (depth == 0 ? 5 : dice.below(7)) {
            case 0 -> RandomSql.of(Kind.DECIMAL, "ROUND({0}, 1)", value(Kind.DECIMAL, scope, depth));
            case 1 ->
                RandomSql.of(Kind.DECIMAL, "(- {0})", value(Kind.DECIMAL, scope, depth))
                        .computed();
            case 2 -> RandomSql.of(Kind.DECIMAL, "({0} * 2.5)", value(Kind.DECIMAL, scope, depth));
            case 3 ->
                RandomSql.of(
                        Kind.DECIMAL,
                        "({0} + {1})",
                        value(Kind.DECIMAL, scope, depth),
                        value(Kind.DECIMAL, scope, depth));
            case 4 ->
                RandomSql.of(Kind.DECIMAL, "({0} / 8)", value(Kind.DECIMAL, scope, depth))
                        .inHsqldb("(CAST({0} AS DECIMAL(38, 15)) / 8)");
            // An average has a fraction, which HSQLDB's MOD drops.
            default ->
                RandomSql.of(Kind.DECIMAL, "CAST(MOD({0}, 1000) AS DECIMAL(10, 2))", leaf(Kind.INTEGER, scope))
                        .inHsqldb("CAST({0} - 1000 * TRUNCATE({0} / 1000, 0) AS DECIMAL(10, 2))");
        };
    }
}
