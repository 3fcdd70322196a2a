package dev.ticketsql.correctness;

import dev.ticketsql.correctness.RandomSql.Kind;

/** Generated expressions that engines understand in more than one way, and of which PostgreSQL decides the meaning. */
final class RandomMeanings {

    private final RandomDice dice;
    private final RandomValues values;

    RandomMeanings(RandomDice dice, RandomValues values) {
        this.dice = dice;
        this.values = values;
    }

    /** An expression of {@code kind} over expressions of at most {@code depth} levels. */
    RandomSql value(Kind kind, RandomScope scope, int depth) {
        return switch (kind) {
            case INTEGER -> integer(scope, depth);
            case TEXT -> text(scope, depth);
            case DOUBLE -> fraction(scope, depth);
            case DECIMAL -> decimal(scope, depth);
            case TIMESTAMP -> timestamp(scope, depth);
            case DATE -> date(scope, depth);
            default -> throw new IllegalArgumentException(kind + " is no value");
        };
    }

    private RandomSql integer(RandomScope scope, int depth) {
        return switch (dice.below(8)) {
            // Fractions are rounded, halves to the even side.
            case 0 -> of(Kind.INTEGER, "CAST({0} AS BIGINT)", values.value(Kind.DOUBLE, scope, depth));
            case 1 -> of(Kind.INTEGER, "CAST({0} AS INTEGER)", values.value(Kind.DOUBLE, scope, depth));
            case 2 -> of(Kind.INTEGER, "(1 + {0}::BIGINT * 3)", values.value(Kind.DOUBLE, scope, depth));
            // Characters are code points.
            case 3 -> of(Kind.INTEGER, "LENGTH({0})", values.value(Kind.TEXT, scope, depth));
            case 4 -> of(Kind.INTEGER, "STRPOS({0}, 't')", values.value(Kind.TEXT, scope, depth));
            case 5 -> of(Kind.INTEGER, "ASCII({0})", values.leaf(Kind.TEXT, scope));
            case 6 -> of(Kind.INTEGER, "CHAR_LENGTH({0} || '🎫')", values.value(Kind.TEXT, scope, depth));
            // Its sign is that of the dividend.
            default ->
                of(
                        Kind.INTEGER,
                        "MOD({0}, NULLIF({1}, 0))",
                        values.leaf(Kind.INTEGER, scope),
                        values.leaf(Kind.INTEGER, scope));
        };
    }

    private RandomSql text(RandomScope scope, int depth) {
        RandomSql text = values.value(Kind.TEXT, scope, depth);
        return switch (dice.below(14)) {
            case 0 -> of(Kind.TEXT, "CAST({0} AS VARCHAR)", values.value(Kind.TRUTH, scope, depth));
            case 1 -> of(Kind.TEXT, "CAST({0} AS VARCHAR)", values.value(Kind.DATE, scope, depth));
            case 2 -> of(Kind.TEXT, "CAST({0} AS VARCHAR)", values.value(Kind.DOUBLE, scope, depth));
            case 3 -> of(Kind.TEXT, "CAST({0} AS VARCHAR(3))", text);
            case 4 -> of(Kind.TEXT, dice.one("LEFT", "RIGHT") + "({0}, " + dice.one("0", "1", "3") + ")", text);
            case 5 -> of(Kind.TEXT, "REPLACE({0}, " + dice.one("'e'", "'🎫'", "''") + ", 'x')", text);
            case 6 -> of(Kind.TEXT, "REPEAT({0}, " + dice.one("-1", "0", "2") + ")", text);
            case 7 -> of(Kind.TEXT, dice.one("LPAD", "RPAD") + "({0}, 6, '*')", text);
            case 8 -> of(Kind.TEXT, "SPLIT_PART({0}, 'e', " + dice.one("1", "2", "-1") + ")", text);
            // NULL is no text here.
            case 9 -> of(Kind.TEXT, "CONCAT({0}, {1})", text, values.leaf(Kind.TEXT, scope));
            case 10 ->
                of(
                        Kind.TEXT,
                        "SUBSTRING({0} FROM " + dice.one("0", "-1", "2") + " FOR " + dice.one("0", "2") + ")",
                        text);
            case 11 -> of(Kind.TEXT, "TRIM(" + dice.one("LEADING", "TRAILING", "BOTH") + " 'e' FROM {0})", text);
            case 12 -> of(Kind.TEXT, "OVERLAY({0} PLACING 'XY' FROM 2 FOR 1)", text);
            default -> of(Kind.TEXT, dice.one("INITCAP", "UPPER", "LOWER") + "({0})", text);
        };
    }

    private RandomSql fraction(RandomScope scope, int depth) {
        RandomSql number = values.value(Kind.DOUBLE, scope, depth);
        return switch (dice.below(5)) {
            case 0 -> of(Kind.DOUBLE, dice.one("ROUND", "FLOOR", "CEIL", "SIGN") + "({0})", number);
            case 1 -> of(Kind.DOUBLE, "SQRT(ABS({0}))", number);
            case 2 ->
                of(Kind.DOUBLE, "CAST({0} AS DOUBLE)", values.value(Kind.INTEGER, scope, depth))
                        .inPostgres("CAST({0} AS DOUBLE PRECISION)");
            case 3 -> of(Kind.DOUBLE, "({0} / 3E0)", number);
            default -> of(Kind.DOUBLE, "({0} * {1})", number, values.leaf(Kind.INTEGER, scope));
        };
    }

    private RandomSql decimal(RandomScope scope, int depth) {
        return switch (dice.below(4)) {
            case 0 -> of(Kind.DECIMAL, "ROUND({0}::NUMERIC, 2)", values.leaf(Kind.DOUBLE, scope));
            case 1 -> of(Kind.DECIMAL, "TRUNC({0}, 1)", values.value(Kind.DECIMAL, scope, depth));
            case 2 -> of(Kind.DECIMAL, "MOD({0}, 3)", values.value(Kind.DECIMAL, scope, depth));
            default ->
                of(Kind.DECIMAL, dice.one("FLOOR", "CEIL", "ABS") + "({0})", values.value(Kind.DECIMAL, scope, depth));
        };
    }

    private RandomSql timestamp(RandomScope scope, int depth) {
        RandomSql time = values.value(Kind.TIMESTAMP, scope, depth);
        return switch (dice.below(3)) {
            case 0 ->
                of(
                        Kind.TIMESTAMP,
                        "({0} " + dice.one("+", "-") + " INTERVAL '" + (1 + dice.below(30)) + "' "
                                + dice.one("HOUR", "MINUTE") + ")",
                        values.value(Kind.DATE, scope, depth));
            case 1 ->
                of(
                        Kind.TIMESTAMP,
                        "DATE_TRUNC('" + dice.one("year", "quarter", "month", "week", "day", "hour") + "', {0})",
                        time);
            default -> of(Kind.TIMESTAMP, "({0} + " + dice.one("2", "-3") + " * INTERVAL '1' DAY)", time);
        };
    }

    private RandomSql date(RandomScope scope, int depth) {
        return switch (dice.below(2)) {
            case 0 -> of(Kind.DATE, "{0}::DATE", values.leaf(Kind.TIMESTAMP, scope));
            default ->
                of(
                        Kind.DATE,
                        "CAST(DATE_TRUNC('" + dice.one("year", "month", "week") + "', {0}) AS DATE)",
                        values.value(Kind.DATE, scope, depth));
        };
    }

    private static RandomSql of(Kind kind, String template, RandomSql... parts) {
        return RandomSql.of(kind, template, parts).notInHsqldb();
    }
}
