package dev.ticketsql.correctness;

import dev.ticketsql.correctness.RandomSql.Kind;

/** Generates window functions. */
final class RandomWindows {

    private final RandomDice dice;
    private final RandomValues values;

    RandomWindows(RandomDice dice, RandomValues values) {
        this.dice = dice;
        this.values = values;
    }

    /** A window function that rows of one rank do not make ambiguous; HSQLDB has none. */
    RandomSql window(Kind kind, RandomScope scope) {
        RandomSql by = values.leaf(dice.one(RandomQuery.KINDS), scope);
        RandomSql order = values.leaf(dice.one(RandomQuery.KINDS), scope);
        String direction = dice.one("", " DESC") + dice.one(" NULLS FIRST", " NULLS LAST");
        String over = "OVER (" + dice.one("", "PARTITION BY {1} ") + "ORDER BY {2}" + direction + ")";
        RandomSql counted = switch (dice.below(4)) {
            case 0 -> RandomSql.of(Kind.INTEGER, "RANK() " + over, by, by, order);
            case 1 -> RandomSql.of(Kind.INTEGER, "DENSE_RANK() " + over, by, by, order);
            case 2 -> RandomSql.of(Kind.INTEGER, "COUNT({0}) OVER (PARTITION BY {1})", order, by);
            default ->
                RandomSql.of(Kind.INTEGER, "SUM({0}) " + over, values.leaf(Kind.INTEGER, scope), by, order)
                        .inPostgres("CAST(SUM({0}) " + over + " AS BIGINT)");
        };
        if (kind == Kind.INTEGER && dice.percent(60)) {
            return counted.notInHsqldb();
        }
        RandomSql value = values.leaf(kind, scope);
        return RandomSql.of(
                        kind,
                        // What follows in the order of a value is the same value, whichever row of its rank it comes
                        // of.
                        dice.percent(50)
                                ? "MAX({0}) OVER (PARTITION BY {1})"
                                : dice.one("FIRST_VALUE", "LAST_VALUE") + "({0}) OVER (PARTITION BY {1} ORDER BY {0}"
                                        + direction + ")",
                        value,
                        by)
                .notInHsqldb();
    }
}
