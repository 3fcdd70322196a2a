package dev.ticketsql.correctness;

import dev.ticketsql.correctness.RandomScope.Column;
import dev.ticketsql.correctness.RandomScope.Reference;
import dev.ticketsql.correctness.RandomSql.Kind;
import java.util.List;
import java.util.regex.Pattern;

/** Generates the columns of a grouped query: aggregate functions, and keys to group by. */
final class RandomAggregates {

    /** An aggregate's call in a template. */
    private static final Pattern AGGREGATE = Pattern.compile("\\b(SUM|COUNT|MIN|MAX)\\([^()]*\\)");

    private final RandomDice dice;
    private final RandomTruth truth;
    private final RandomValues values;

    RandomAggregates(RandomDice dice, RandomTruth truth) {
        this.dice = dice;
        this.truth = truth;
        this.values = truth.values();
    }

    /** A key to group by: mostly a column, never a literal, which some engines read as a position. */
    RandomSql key(Kind kind, RandomScope scope) {
        List<Reference> columns = scope.columns(kind);
        if (!columns.isEmpty()) {
            RandomSql column = dice.one(columns).sql();
            return kind == Kind.INTEGER && dice.percent(20) ? RandomSql.of(kind, "MOD({0}, 7)", column) : column;
        }
        RandomSql id = values.leaf(Kind.TIMESTAMP, scope);
        return kind == Kind.DATE && id.text().contains(".")
                ? RandomSql.of(kind, "CAST({0} AS DATE)", id)
                : RandomSql.of(kind, "NULLIF({0}, {1})", anyColumn(scope, kind), values.literal(kind));
    }

    /** Something of {@code kind} that no column has. */
    private RandomSql anyColumn(RandomScope scope, Kind kind) {
        Column column = dice.one(scope.sources().get(0).columns());
        RandomSql reference = new Reference(scope.sources().get(0).alias(), column).sql();
        RandomSql either = RandomSql.of(
                kind,
                "CASE WHEN {0} IS NULL THEN {1} ELSE {2} END",
                reference,
                values.literal(kind),
                values.literal(kind));
        // It would pad the shorter one.
        return kind == Kind.TEXT
                ? either.inHsqldb(
                        "CASE WHEN {0} IS NULL THEN CAST({1} AS LONGVARCHAR) ELSE CAST({2} AS LONGVARCHAR) END")
                : either;
    }

    /** An aggregate function over {@code scope}, now and then with FILTER. */
    RandomSql aggregate(Kind kind, RandomScope scope) {
        RandomSql plain = kind == Kind.INTEGER && dice.percent(70) ? counted(scope) : extreme(kind, scope);
        return dice.percent(15) ? filtered(plain, truth.condition(scope, 1)) : plain;
    }

    /** HSQLDB filters wrongly where a constant or a subquery is involved; NULL does as well. */
    private static RandomSql filtered(RandomSql aggregate, RandomSql condition) {
        RandomSql argument = aggregate.parts().isEmpty()
                ? RandomSql.NOTHING
                : aggregate.parts().get(0);
        RandomSql filtered = RandomSql.of(
                        aggregate.kind(), aggregate.ours() + " FILTER (WHERE {1})", argument, condition)
                .inPostgres(
                        AGGREGATE.matcher(aggregate.postgres().orElseThrow()).replaceAll("$0 FILTER (WHERE {1})"));
        return aggregate
                .hsqldb()
                .map(words -> filtered.inHsqldb(
                        words.replace("*", "1").replaceAll("(?<=[( ])(\\{0}|1)", "CASE WHEN {1} THEN $1 END")))
                .orElseGet(filtered::notInHsqldb);
    }

    private RandomSql extreme(Kind kind, RandomScope scope) {
        return RandomSql.of(kind, dice.one("MIN", "MAX") + "({0})", values.value(kind, scope, 1));
    }

    private RandomSql counted(RandomScope scope) {
        RandomSql number = values.value(Kind.INTEGER, scope, 1);
        return switch (dice.below(6)) {
            case 0, 1 -> RandomSql.of(Kind.INTEGER, "COUNT(*)");
            case 2 -> RandomSql.of(Kind.INTEGER, "COUNT({0})", values.value(dice.one(RandomQuery.KINDS), scope, 1));
            case 3 ->
                RandomSql.of(Kind.INTEGER, "COUNT(DISTINCT {0})", values.value(dice.one(RandomQuery.KINDS), scope, 1));
            // PostgreSQL's sum of whole numbers has all digits that it needs; ours has 64 bits, or is refused.
            case 4 ->
                RandomSql.of(Kind.INTEGER, "SUM({0})", number)
                        .inPostgres("CAST(SUM({0}) AS BIGINT)")
                        .computed();
            // Its average of whole numbers is a whole number, and that of fractions adds up what was rounded.
            default ->
                RandomSql.of(Kind.INTEGER, "AVG({0})", number)
                        .inHsqldb("CAST(SUM(CAST({0} AS DECIMAL(38))) AS DOUBLE) / NULLIF(COUNT({0}), 0)")
                        // PostgreSQL's has more digits.
                        .inPostgres("CAST(SUM({0}) AS DOUBLE PRECISION) / NULLIF(COUNT({0}), 0)")
                        .computed();
        };
    }
}
