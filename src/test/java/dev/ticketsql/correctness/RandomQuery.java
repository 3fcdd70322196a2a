package dev.ticketsql.correctness;

import dev.ticketsql.correctness.RandomScope.Column;
import dev.ticketsql.correctness.RandomScope.Source;
import dev.ticketsql.correctness.RandomScope.Table;
import dev.ticketsql.correctness.RandomSql.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Generates a query over the tables of {@link RandomScope}. Its columns are named {@code c1, c2, ..}; where it is
 * limited it is ordered by all of them, so that rows that tie are equal.
 */
final class RandomQuery {

    /** Kinds of columns of a result, more of those that events have more of. */
    static final List<Kind> KINDS = List.of(
            Kind.INTEGER,
            Kind.INTEGER,
            Kind.INTEGER,
            Kind.TEXT,
            Kind.TEXT,
            Kind.TIMESTAMP,
            Kind.DATE,
            Kind.DOUBLE,
            Kind.DECIMAL,
            Kind.TRUTH);

    private static final Pattern COLUMN = Pattern.compile("t\\d+\\.\"?\\w+\"?");

    /** A table or a subquery after FROM, and its columns. */
    record Item(Source source, RandomSql sql) {}

    private final RandomDice dice;
    private final RandomTruth truth;
    private final RandomValues values;
    private final RandomAggregates aggregates;
    private final List<Table> common = new ArrayList<>();

    private RandomQuery(RandomDice dice) {
        this.dice = dice;
        truth = new RandomTruth(dice, this);
        values = truth.values();
        aggregates = new RandomAggregates(dice, truth);
    }

    /** The query of that number in the series of {@code seed}. */
    static RandomSql of(long seed, long number) {
        return new RandomQuery(new RandomDice(seed, number)).statement();
    }

    /** The same in a series of more kinds of expressions, of which PostgreSQL decides the meaning. */
    static RandomSql ofPostgres(long seed, long number) {
        return new RandomQuery(new RandomDice(seed, number, true)).statement();
    }

    private RandomSql statement() {
        List<Kind> kinds = kinds();
        if (!dice.percent(15)) {
            return ordered(query(kinds), kinds.size(), 45);
        }
        List<Kind> inner = kinds();
        RandomSql body = query(inner);
        String name = dice.alias("w");
        common.add(new Table(name, name, columns(inner)));
        return RandomSql.of(
                Kind.QUERY, "WITH " + name + " AS ({0}) {1}", body, ordered(query(kinds), kinds.size(), 45));
    }

    private List<Kind> kinds() {
        return Stream.generate(() -> dice.one(KINDS)).limit(1 + dice.below(4)).toList();
    }

    private static List<Column> columns(List<Kind> kinds) {
        return IntStream.range(0, kinds.size())
                // Whatever expression it is: its numbers may be large, its texts have several lines.
                .mapToObj(index -> new Column("c" + (index + 1), kinds.get(index), true, true))
                .toList();
    }

    private RandomSql query(List<Kind> kinds) {
        if (!dice.percent(15)) {
            return select(kinds, true);
        }
        String operator =
                dice.one("UNION", "UNION ALL", "UNION ALL", "INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL");
        return RandomSql.of(Kind.QUERY, "{0} " + operator + " {1}", select(kinds, false), select(kinds, false));
    }

    /** {@code query}, now and then in the order of all its columns, and then perhaps only some rows of it. */
    private RandomSql ordered(RandomSql query, int width, int percent) {
        if (!dice.percent(percent)) {
            return query;
        }
        String order = IntStream.rangeClosed(1, width)
                .mapToObj(column -> column + dice.one("", " DESC") + dice.one(" NULLS FIRST", " NULLS LAST"))
                .collect(Collectors.joining(", "));
        String limit = dice.one(
                "",
                "",
                " LIMIT 5",
                " LIMIT 20",
                " LIMIT 3 OFFSET 4",
                " OFFSET 7 ROWS",
                " OFFSET 2 ROWS FETCH NEXT 9 ROWS ONLY");
        RandomSql limited = limit.isEmpty() ? RandomSql.NOTHING : RandomSql.of(Kind.CLAUSE, limit);
        return RandomSql.of(
                Kind.QUERY, "{0}{1}", query, RandomSql.of(Kind.CLAUSE, " ORDER BY " + order + "{0}", limited));
    }

    private RandomSql select(List<Kind> kinds, boolean droppable) {
        Item first = source();
        RandomScope scope = new RandomScope(List.of(first.source()));
        List<RandomSql> from = new ArrayList<>(List.of(first.sql()));
        int joins = dice.one(List.of(0, 0, 0, 1, 1, 2));
        for (int join = 0; join < joins; join++) {
            Item other = source();
            from.add(join(scope, other));
            scope = scope.with(other.source());
        }
        RandomSql where = dice.percent(65)
                ? RandomSql.of(Kind.CLAUSE, " WHERE {0}", truth.condition(scope, 3))
                : RandomSql.NOTHING;
        return dice.percent(30)
                ? grouped(kinds, scope, joined("", from), where)
                : plain(kinds, scope, joined("", from), where, droppable);
    }

    private RandomSql plain(List<Kind> kinds, RandomScope scope, RandomSql from, RandomSql where, boolean droppable) {
        List<RandomSql> items = new ArrayList<>();
        for (Kind kind : kinds) {
            items.add(named(item(kind, scope), items.size()));
        }
        return RandomSql.of(
                Kind.QUERY,
                "SELECT " + dice.one("", "", "", "DISTINCT ") + "{0} FROM {1}{2}",
                droppable ? RandomSql.list(", ", items) : joined(", ", items),
                from,
                where);
    }

    private RandomSql item(Kind kind, RandomScope scope) {
        if (kind != Kind.TRUTH && !dice.isPortable() && dice.percent(8)) {
            return new RandomWindows(dice, values).window(kind, scope);
        }
        if (kind == Kind.TRUTH || !dice.percent(5)) {
            return values.value(kind, scope, 2);
        }
        Item inner = source();
        return RandomSql.of(kind, "({0})", scalar(kind, inner, truth.correlated(scope, inner.source())));
    }

    private RandomSql grouped(List<Kind> kinds, RandomScope scope, RandomSql from, RandomSql where) {
        List<RandomSql> keys = new ArrayList<>();
        List<RandomSql> items = new ArrayList<>();
        boolean all = dice.percent(20);
        for (Kind kind : kinds) {
            boolean key = kind == Kind.TRUTH || (!all && dice.percent(45));
            RandomSql item = key ? aggregates.key(kind, scope) : aggregates.aggregate(kind, scope);
            if (key) {
                keys.add(item);
            }
            items.add(named(item, items.size()));
        }
        RandomSql groups = keys.isEmpty() ? RandomSql.NOTHING : groups(keys);
        RandomSql having = dice.percent(25)
                ? RandomSql.of(
                        Kind.CLAUSE,
                        " HAVING {0} " + dice.one("> 1", "< 100", "<> 0"),
                        aggregates.aggregate(Kind.INTEGER, scope))
                : RandomSql.NOTHING;
        return RandomSql.of(
                Kind.QUERY, "SELECT {0} FROM {1}{2}{3}{4}", joined(", ", items), from, where, groups, having);
    }

    private RandomSql groups(List<RandomSql> keys) {
        if (dice.percent(85)) {
            return RandomSql.of(Kind.OTHER, " GROUP BY {0}", joined(", ", keys));
        }
        RandomSql several = RandomSql.of(
                Kind.OTHER,
                dice.one(" GROUP BY ROLLUP ({0})", " GROUP BY CUBE ({0})", " GROUP BY GROUPING SETS (({0}), ())"),
                joined(", ", keys));
        // It mixes up what is computed and what is not, and Calcite leaves out a set that is there twice.
        boolean portable = keys.stream()
                        .map(RandomSql::text)
                        .filter(COLUMN.asMatchPredicate())
                        .distinct()
                        .count()
                == keys.size();
        return portable ? several : several.notInHsqldb();
    }

    private RandomSql join(RandomScope scope, Item other) {
        if (dice.percent(6)) {
            return RandomSql.of(Kind.CLAUSE, " CROSS JOIN {0}", other.sql());
        }
        RandomSql on = truth.correlated(scope, other.source());
        if (dice.percent(35)) {
            on = RandomSql.of(Kind.TRUTH, "{0} AND {1}", on, truth.condition(scope.with(other.source()), 1));
        }
        return RandomSql.of(
                Kind.CLAUSE,
                " " + dice.one("JOIN", "JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN") + " {0} ON {1}",
                other.sql(),
                on);
    }

    /** Something to select from. */
    Item source() {
        String alias = dice.alias("t");
        if (dice.percent(8)) {
            List<Kind> kinds = kinds();
            RandomSql query = ordered(select(kinds, false), kinds.size(), 30);
            return new Item(new Source(alias, columns(kinds)), RandomSql.of(Kind.OTHER, "({0}) AS " + alias, query));
        }
        Table table = !common.isEmpty() && dice.percent(50) ? dice.one(common) : RandomScope.table(dice);
        RandomSql name =
                RandomSql.of(Kind.OTHER, table.name() + " AS " + alias).inHsqldb(table.hsqldbName() + " AS " + alias);
        return new Item(new Source(alias, table.columns()), name);
    }

    /** A subquery of one column. */
    RandomSql column(Kind kind) {
        Item inner = source();
        RandomScope scope = new RandomScope(List.of(inner.source()));
        RandomSql where = dice.percent(60)
                ? RandomSql.of(Kind.CLAUSE, " WHERE {0}", truth.condition(scope, 1))
                : RandomSql.NOTHING;
        return RandomSql.of(Kind.QUERY, "SELECT {0} FROM {1}{2}", values.leaf(kind, scope), inner.sql(), where);
    }

    /** A subquery of one value. */
    RandomSql scalar(Kind kind) {
        return scalar(kind, source(), RandomSql.NOTHING);
    }

    /** A subquery of one value of those rows of {@code inner} for which {@code condition} holds. */
    RandomSql scalar(Kind kind, Item inner, RandomSql condition) {
        RandomScope scope = new RandomScope(List.of(inner.source()));
        RandomSql where = condition.equals(RandomSql.NOTHING)
                ? RandomSql.NOTHING
                : RandomSql.of(Kind.CLAUSE, " WHERE {0}", condition);
        return RandomSql.of(
                Kind.QUERY, "SELECT {0} FROM {1}{2}", aggregates.aggregate(kind, scope), inner.sql(), where);
    }

    /** A subquery that is asked whether it has rows. */
    RandomSql exists(Item inner, RandomSql condition) {
        RandomScope scope = new RandomScope(List.of(inner.source()));
        RandomSql more = dice.percent(50) ? truth.condition(scope, 1) : RandomSql.of(Kind.TRUTH, "TRUE");
        return RandomSql.of(Kind.QUERY, "SELECT 1 FROM {0} WHERE {1} AND {2}", inner.sql(), condition, more);
    }

    private static RandomSql named(RandomSql item, int index) {
        return RandomSql.of(Kind.OTHER, "{0} AS c" + (index + 1), item);
    }

    /** All of {@code parts}, of which only optional pieces can be left out. */
    private static RandomSql joined(String separator, List<RandomSql> parts) {
        String places = IntStream.range(0, parts.size())
                .mapToObj(index -> "{" + index + "}")
                .collect(Collectors.joining(separator));
        return RandomSql.of(Kind.OTHER, places, parts.toArray(RandomSql[]::new));
    }
}
