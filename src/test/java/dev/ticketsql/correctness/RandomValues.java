package dev.ticketsql.correctness;

import dev.ticketsql.correctness.RandomScope.Reference;
import dev.ticketsql.correctness.RandomSql.Kind;
import java.util.List;

/** Generated expressions of every kind but truth, over the columns of a scope. */
final class RandomValues {

    private static final List<String> TEXTS = List.of(
            "'Email'",
            "'open'",
            "''",
            "' '",
            "'it''s'",
            "'🎫 ticket'",
            "'🎫'",
            "'שלום'",
            "'0'",
            "'tags'",
            "'Change'",
            "'breach'",
            "'a'",
            "'日本語'",
            "'100%'",
            "'ü'");

    private static final List<String> INTEGERS = List.of(
            "0",
            "1",
            "-1",
            "7",
            "-7",
            "3",
            "2147483647",
            "2147483648",
            "9007199254740992",
            "9007199254740993",
            "1582934400",
            "946684799",
            "4294967296");

    private static final List<String> INSTANTS = List.of(
            "1899-12-31 23:59:59",
            "1969-12-31 23:59:59",
            "2038-01-19 03:14:08",
            "2100-02-28 12:00:00",
            "1970-01-01 00:00:00",
            "1999-12-31 23:59:59",
            "2000-01-01 00:00:00",
            "2020-02-29 00:00:00",
            "2020-02-29 23:59:59",
            "2020-03-01 00:00:00",
            "2021-01-01 00:00:00",
            "2026-03-08 10:00:00",
            "2026-05-05 05:05:05",
            "2026-10-25 01:00:00",
            "2024-02-29 23:59:59");

    private final RandomDice dice;
    private final RandomTruth truth;

    RandomValues(RandomDice dice, RandomTruth truth) {
        this.dice = dice;
        this.truth = truth;
    }

    /** An expression of {@code kind}, at most {@code depth} levels deep. */
    RandomSql value(Kind kind, RandomScope scope, int depth) {
        RandomSql value = anyValue(kind, scope, depth);
        return dice.isSaid(value) ? value : literal(kind);
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
            case TIMESTAMP -> timestamp(scope, depth - 1);
            case DATE -> date(scope, depth - 1);
            default -> throw new IllegalArgumentException(kind + " is no value");
        };
    }

    /** A column, or a literal where there is none. */
    RandomSql leaf(Kind kind, RandomScope scope) {
        List<Reference> columns = scope.columns(kind);
        if (columns.isEmpty() || dice.percent(12)) {
            boolean isComputed = dice.percent(70);
            return isComputed && kind == Kind.DATE
                    ? date(scope, 0)
                    : isComputed && kind == Kind.DECIMAL ? decimal(scope, 0) : literal(kind);
        }
        return dice.one(columns).sql();
    }

    RandomSql literal(Kind kind) {
        if (dice.percent(6)) {
            return nothing(kind);
        }
        String text = switch (kind) {
            case INTEGER -> dice.one(INTEGERS);
            case TEXT -> dice.one(TEXTS);
            case DECIMAL -> dice.one("0.05", "2.50", "-7.25", "100.00", "10.51", "9.5");
            case DOUBLE -> dice.one("0E0", "1.5E0", "-9E1", "37.7749E0", "1E-9");
            case TIMESTAMP -> "TIMESTAMP '" + dice.one(INSTANTS) + "'";
            case DATE -> "DATE '" + dice.one(INSTANTS).substring(0, 10) + "'";
            case TRUTH -> dice.one("TRUE", "FALSE");
            default -> throw new IllegalArgumentException(kind + " has no literals");
        };
        return unpadded(RandomSql.of(kind, text).inPostgres(typed(kind, text)));
    }

    /** PostgreSQL's whole numbers have 32 bits if they fit, its texts no type, its fractions all their digits. */
    private static String typed(Kind kind, String literal) {
        return switch (kind) {
            case INTEGER -> "CAST(" + literal + " AS BIGINT)";
            case TEXT -> "CAST(" + literal + " AS TEXT)";
            case DOUBLE -> "CAST(" + literal + " AS DOUBLE PRECISION)";
            default -> literal;
        };
    }

    private RandomSql nothing(Kind kind) {
        return switch (kind) {
            case INTEGER -> RandomSql.of(kind, "CAST(NULL AS BIGINT)");
            case TEXT -> RandomSql.of(kind, "CAST(NULL AS VARCHAR(10))");
            case DOUBLE -> RandomSql.of(kind, "CAST(NULL AS DOUBLE)").inPostgres("CAST(NULL AS DOUBLE PRECISION)");
            case DECIMAL -> RandomSql.of(kind, "CAST(NULL AS DECIMAL(10, 2))");
            case TIMESTAMP -> RandomSql.of(kind, "CAST(NULL AS TIMESTAMP(0))");
            case DATE -> RandomSql.of(kind, "CAST(NULL AS DATE)");
            default -> RandomSql.of(kind, "CAST(NULL AS BOOLEAN)");
        };
    }

    /** Expressions of every kind: CASE, COALESCE, NULLIF. */
    private RandomSql general(Kind kind, RandomScope scope, int depth) {
        RandomSql one = unpadded(value(kind, scope, depth));
        RandomSql other = unpadded(value(kind, scope, depth));
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
                        unpadded(leaf(Kind.TEXT, scope)),
                        literal(Kind.TEXT),
                        one,
                        literal(Kind.TEXT),
                        other);
        };
    }

    /** HSQLDB pads the shorter of two literals that it compares, or that one expression may have as its value. */
    private static RandomSql unpadded(RandomSql value) {
        return value.kind() == Kind.TEXT
                ? RandomSql.of(Kind.TEXT, "{0}", value).inHsqldb("CAST({0} AS LONGVARCHAR)")
                : value;
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
                RandomSql.of(Kind.INTEGER, "POSITION({0} IN {1})", literal(Kind.TEXT), value(Kind.TEXT, scope, depth))
                        .notInHsqldb();
            case 10 -> extract(timestamp(scope, 0));
            default -> extract(leaf(Kind.TIMESTAMP, scope));
        };
    }

    private RandomSql extract(RandomSql timestamp) {
        String unit = dice.one(
                "YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "DOW", "ISODOW", "DOY", "ISOYEAR", "HOUR", "MINUTE",
                "SECOND", "EPOCH", "DECADE");
        // PostgreSQL's is a number with digits after the point; ours is whole, which is kept.
        String text = "EXTRACT(" + unit + " FROM {0})";
        RandomSql ours = RandomSql.of(Kind.INTEGER, text, timestamp).inPostgres("CAST(" + text + " AS BIGINT)");
        return switch (unit) {
            case "QUARTER" -> ours.inHsqldb("QUARTER({0})");
            case "DOW" -> ours.inHsqldb("(EXTRACT(DAY_OF_WEEK FROM {0}) - 1)");
            case "ISODOW" -> ours.inHsqldb("(MOD(EXTRACT(DAY_OF_WEEK FROM {0}) + 5, 7) + 1)");
            case "DOY" -> ours.inHsqldb("EXTRACT(DAY_OF_YEAR FROM {0})");
            case "WEEK" -> ours.inHsqldb("CAST(TO_CHAR({0}, 'IW') AS INTEGER)");
            case "ISOYEAR" -> ours.inHsqldb("CAST(TO_CHAR({0}, 'IYYY') AS INTEGER)");
            case "EPOCH", "DECADE" -> ours.notInHsqldb();
            default -> ours;
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
            default -> RandomSql.of(Kind.DECIMAL, "CAST(MOD({0}, 1000) AS DECIMAL(10, 2))", leaf(Kind.INTEGER, scope));
        };
    }

    private RandomSql timestamp(RandomScope scope, int depth) {
        RandomSql one = value(Kind.TIMESTAMP, scope, depth);
        return switch (dice.below(6)) {
            case 0, 1 -> {
                String unit = dice.one("YEAR YYYY", "MONTH MM", "DAY DD", "HOUR HH24", "MINUTE MI", "SECOND SS");
                int space = unit.indexOf(' ');
                yield RandomSql.of(Kind.TIMESTAMP, "FLOOR({0} TO " + unit.substring(0, space) + ")", one)
                        .inHsqldb("TRUNC({0}, '" + unit.substring(space + 1) + "')")
                        .inPostgres(PostgresWords.floor("{0}", unit.substring(0, space)));
            }
            case 2 -> {
                String function = dice.one("FLOOR", "CEIL");
                String unit = dice.one("WEEK", "QUARTER", "DAY", "HOUR");
                yield RandomSql.of(Kind.TIMESTAMP, function + "({0} TO " + unit + ")", one)
                        .notInHsqldb()
                        .inPostgres(
                                function.equals("FLOOR")
                                        ? PostgresWords.floor("{0}", unit)
                                        : PostgresWords.ceiling("{0}", unit));
            }
            case 3 ->
                RandomSql.of(
                        Kind.TIMESTAMP,
                        "({0} " + dice.one("+", "-") + " INTERVAL '" + (1 + dice.below(40)) + "' "
                                + dice.one("SECOND", "MINUTE", "HOUR", "DAY", "MONTH") + ")",
                        one);
            case 4 -> {
                String unit = dice.one("DAY", "HOUR", "MONTH", "WEEK");
                int count = dice.below(80) - 40;
                yield RandomSql.of(Kind.TIMESTAMP, "TIMESTAMPADD(" + unit + ", " + count + ", {0})", one)
                        .notInHsqldb()
                        .inPostgres("({0} + INTERVAL '" + count + " " + unit + "')");
            }
            default ->
                RandomSql.of(Kind.TIMESTAMP, "CAST({0} AS TIMESTAMP)", date(scope, 0))
                        .notInHsqldb();
        };
    }

    private RandomSql date(RandomScope scope, int depth) {
        RandomSql day = RandomSql.of(Kind.DATE, "CAST({0} AS DATE)", value(Kind.TIMESTAMP, scope, depth));
        return switch (dice.below(6)) {
            case 0 -> {
                String unit = dice.one("MONTH", "YEAR", "WEEK");
                yield RandomSql.of(Kind.DATE, "FLOOR({0} TO " + unit + ")", day)
                        .notInHsqldb()
                        .inPostgres("CAST(" + PostgresWords.floor("CAST({0} AS TIMESTAMP)", unit) + " AS DATE)");
            }
            case 1 -> {
                String later = "({0} + INTERVAL '" + (1 + dice.below(30)) + "' " + dice.one("DAY", "MONTH") + ")";
                // Days after a date are a date, as the standard has it; PostgreSQL's are a timestamp.
                yield RandomSql.of(Kind.DATE, later, day).inPostgres("CAST(" + later + " AS DATE)");
            }
            default -> day;
        };
    }
}
