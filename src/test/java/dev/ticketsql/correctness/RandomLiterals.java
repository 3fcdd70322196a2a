package dev.ticketsql.correctness;

import dev.ticketsql.correctness.RandomSql.Kind;
import java.util.List;

/** Generates literals of every kind, NULL among them. */
final class RandomLiterals {

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

    RandomLiterals(RandomDice dice) {
        this.dice = dice;
    }

    /** A literal of {@code kind}, now and then NULL. */
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

    private static RandomSql nothing(Kind kind) {
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

    /** HSQLDB pads the shorter of two literals that it compares, or that one expression may have as its value. */
    static RandomSql unpadded(RandomSql value) {
        return value.kind() == Kind.TEXT
                ? RandomSql.of(Kind.TEXT, "{0}", value).inHsqldb("CAST({0} AS LONGVARCHAR)")
                : value;
    }
}
