package dev.ticketsql.correctness;

import dev.ticketsql.correctness.RandomSql.Kind;

/** Generates expressions of time: timestamps, dates, and their fields. */
final class RandomTimes {

    private final RandomDice dice;
    private final RandomValues values;

    RandomTimes(RandomDice dice, RandomValues values) {
        this.dice = dice;
        this.values = values;
    }

    /** A field of {@code timestamp}. */
    RandomSql extract(RandomSql timestamp) {
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

    /** A timestamp over expressions of at most {@code depth} levels. */
    RandomSql timestamp(RandomScope scope, int depth) {
        RandomSql one = values.value(Kind.TIMESTAMP, scope, depth);
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

    /** A date over expressions of at most {@code depth} levels. */
    RandomSql date(RandomScope scope, int depth) {
        RandomSql day = RandomSql.of(Kind.DATE, "CAST({0} AS DATE)", values.value(Kind.TIMESTAMP, scope, depth));
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
