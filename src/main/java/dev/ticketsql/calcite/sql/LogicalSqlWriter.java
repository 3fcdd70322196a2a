package dev.ticketsql.calcite.sql;

import dev.ticketsql.calcite.function.EngineTableFunction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Spool;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;

/**
 * Writes a logical plan as one SELECT of DuckDB: one subquery for each operator, tables and columns numbered, so that
 * no name is ambiguous. Subqueries are not merged, since DuckDB flattens them at no cost. Columns that nothing reads
 * are left out, since DuckDB takes long to plan wide rows: 20 subqueries of events in a SELECT take 0.3 s instead of 3.
 * An instance writes one plan.
 */
public final class LogicalSqlWriter implements QueryWriter {

    private static final Pattern COLUMN = Pattern.compile("\\bc\\d+\\b");

    /**
     * Passes that leave out unread columns. A column that only unread columns read shows one pass later: once for a
     * view, once for its caller.
     */
    private static final int PASSES = 2;

    private final Function<RelNode, Optional<String>> relations;
    private final JavaFunctions functions = new JavaFunctions();
    private final ScalarTranslation scalars;
    private final JoinTranslation joins;
    private final SetOperationTranslation setOperations;
    private final RowSourceTranslation rowSources;
    private final RexBuilder rexBuilder;
    private final Predicate<String> isRead;
    private final Set<String> readByPlace = new HashSet<>();
    private int tables;
    private int columns;

    /**
     * @param rexBuilder of the plan
     * @param relations the FROM item of a leaf of the plan, with the columns of the leaf under their names; empty for
     *     any other operator
     */
    public LogicalSqlWriter(RexBuilder rexBuilder, Function<RelNode, Optional<String>> relations) {
        this(rexBuilder, relations, column -> true);
    }

    private LogicalSqlWriter(
            RexBuilder rexBuilder, Function<RelNode, Optional<String>> relations, Predicate<String> isRead) {
        this.rexBuilder = rexBuilder;
        this.relations = relations;
        this.isRead = isRead;
        this.scalars = new ScalarTranslation(rexBuilder, functions, this);
        this.joins = new JoinTranslation(this, scalars);
        this.setOperations = new SetOperationTranslation(this);
        this.rowSources = new RowSourceTranslation(this, scalars, functions);
    }

    /**
     * Writes the SELECT for {@code plan}. Dates come as days since 1970, times and timestamps as milliseconds, all
     * others with the types that {@link EngineTypes} names.
     *
     * @param fields the wanted columns of the plan, in this order
     * @throws UnsupportedSqlException if DuckDB cannot compute the plan
     */
    public WrittenSql write(RelNode plan, List<Integer> fields) {
        String text = root(plan, fields);
        LogicalSqlWriter writer = this;
        for (int pass = 0; pass < PASSES; pass++) {
            writer = new LogicalSqlWriter(rexBuilder, relations, writer.readIn(text));
            text = writer.root(plan, fields);
        }
        return new WrittenSql(text, writer.functions.all());
    }

    /**
     * Writes {@code plan} only to find out that it can be written.
     *
     * @throws UnsupportedSqlException if it cannot
     */
    public void check(RelNode plan, List<Integer> fields) {
        String ignored = root(plan, fields);
    }

    /**
     * Collects the columns that {@code text} reads: a name that stands in it once is only defined there. A second
     * writer gives the same plan the same names.
     */
    private Predicate<String> readIn(String text) {
        Set<String> made = new HashSet<>();
        Set<String> read = new HashSet<>(readByPlace);
        Matcher name = COLUMN.matcher(text);
        while (name.find()) {
            if (!made.add(name.group())) {
                read.add(name.group());
            }
        }
        return read::contains;
    }

    @Override
    public Query readByPlace(Query query) {
        readByPlace.addAll(query.columns());
        return query;
    }

    /** Tests whether {@code rel}, whose inputs have names in {@code relations}, can be written. */
    public static boolean writes(RexBuilder rexBuilder, RelNode rel, Function<RelNode, Optional<String>> relations) {
        try {
            new LogicalSqlWriter(rexBuilder, relations)
                    .check(
                            rel,
                            IntStream.range(0, rel.getRowType().getFieldCount())
                                    .boxed()
                                    .toList());
            return true;
        } catch (UnsupportedSqlException e) {
            return false;
        }
    }

    /** Writes a sort or limit outermost: DuckDB promises no order of a subquery's rows. */
    private String root(RelNode plan, List<Integer> fields) {
        List<RelDataType> types = plan.getRowType().getFieldList().stream()
                .map(RelDataTypeField::getType)
                .toList();
        if (plan instanceof Sort sort) {
            Query input = query(sort.getInput(), Scope.none());
            return select(input, types, fields)
                    + SortTranslation.order(sort, input.columns())
                    + SortTranslation.limit(sort);
        }
        return select(query(plan, Scope.none()), types, fields);
    }

    private String select(Query input, List<RelDataType> types, List<Integer> fields) {
        String list = fields.stream()
                .map(field -> EngineTypes.result(input.columns().get(field), types.get(field)))
                .collect(Collectors.joining(", "));
        return "SELECT " + (list.isEmpty() ? "1" : list) + QueryWriter.from(input, newTable());
    }

    @Override
    public Query query(RelNode rel, Scope scope) {
        Optional<String> relation = relations.apply(rel);
        if (relation.isPresent()) {
            return leaf(rel, relation.get());
        }
        if (rel instanceof Project project) {
            return project(project, scope);
        }
        if (rel instanceof Filter filter) {
            return filter(filter, scope);
        }
        if (rel instanceof Aggregate aggregate) {
            return aggregate(aggregate, scope);
        }
        if (rel instanceof Join join) {
            return joins.join(join, scope);
        }
        if (rel instanceof Correlate correlate) {
            return joins.correlate(correlate, scope);
        }
        if (rel instanceof SetOp setOp) {
            return setOperations.setOperation(setOp, scope);
        }
        if (rel instanceof Sort sort) {
            return sort(sort, scope);
        }
        if (rel instanceof Values values) {
            return rowSources.values(values);
        }
        if (rel instanceof Uncollect uncollect) {
            return rowSources.uncollect(uncollect, scope);
        }
        if (rel instanceof RepeatUnion union) {
            return setOperations.recursive(union, scope);
        }
        if (rel instanceof PlanMarker || rel instanceof Spool) {
            return query(rel.getInput(0), scope);
        }
        if (rel instanceof TableScan scan) {
            return setOperations.recursiveScan(scan);
        }
        if (rel instanceof TableFunctionScan scan
                && scan.getCall() instanceof RexCall call
                && call.getOperator() instanceof EngineTableFunction function) {
            return rowSources.tableFunction(scan, call, function, scope);
        }
        throw new UnsupportedSqlException("TicketSQL cannot run " + describe(rel));
    }

    private static String describe(RelNode rel) {
        return switch (rel.getRelTypeName()) {
            case "LogicalMatch" -> "MATCH_RECOGNIZE: write LAG and LEAD over rows in order";
            case "LogicalSnapshot" -> "FOR SYSTEM_TIME: events never change, write a condition on \"time\"";
            case "LogicalTableFunctionScan" ->
                "the table function "
                        + ((RexCall) ((TableFunctionScan) rel).getCall())
                                .getOperator()
                                .getName()
                        + ": group by FLOOR(\"time\" TO HOUR), or another unit, or make rows with GENERATE_SERIES";
            case "Sample" -> "TABLESAMPLE: write a condition such as MOD(id, 100) = 0";
            default -> rel.getRelTypeName() + ", which no operator of the engine is";
        };
    }

    @Override
    public String newTable() {
        return "t" + tables++;
    }

    @Override
    public List<String> newColumns(int count) {
        return IntStream.range(0, count).mapToObj(column -> "c" + columns++).toList();
    }

    private Query leaf(RelNode rel, String relation) {
        List<String> names = newColumns(rel.getRowType().getFieldCount());
        List<String> fields = rel.getRowType().getFieldNames();
        return new Query(
                "SELECT " + read(fields.stream().map(EngineTypes::quoted).toList(), names) + " FROM " + relation,
                names);
    }

    private String read(List<String> expressions, List<String> names) {
        List<Integer> wanted = IntStream.range(0, names.size())
                .filter(column -> isRead.test(names.get(column)))
                .boxed()
                .toList();
        return QueryWriter.aliased(
                wanted.stream().map(expressions::get).toList(),
                wanted.stream().map(names::get).toList());
    }

    private Query project(Project project, Scope scope) {
        Query input = query(project.getInput(), scope);
        AliasedQuery named = named(input);
        List<String> expressions = scalars.sql(project.getProjects(), scope.over(named.columns()));
        List<String> names = newColumns(expressions.size());
        return new Query("SELECT " + read(expressions, names) + QueryWriter.from(input, named.table()), names);
    }

    private Query filter(Filter filter, Scope scope) {
        Query input = query(filter.getInput(), scope);
        AliasedQuery named = named(input);
        String condition = scalars.condition(filter.getCondition(), scope.over(named.columns()));
        return new Query("SELECT *" + QueryWriter.from(input, named.table()) + " WHERE " + condition, input.columns());
    }

    private Query aggregate(Aggregate aggregate, Scope scope) {
        Query input = query(aggregate.getInput(), scope);
        AggregateTranslation calls = new AggregateTranslation(aggregate, input.columns());
        List<String> expressions = calls.expressions();
        List<String> names = newColumns(expressions.size());
        // Without groups and functions, all rows are one group; no column of it is read.
        String list = expressions.isEmpty() ? "count(*)" : QueryWriter.aliased(expressions, names);
        return new Query("SELECT " + list + QueryWriter.from(input, newTable()) + calls.groups(), names);
    }

    private Query sort(Sort sort, Scope scope) {
        Query input = query(sort.getInput(), scope);
        boolean isNeedless = sort.fetch == null && sort.offset == null;
        return isNeedless
                ? input
                : new Query(
                        "SELECT *" + QueryWriter.from(input, newTable()) + SortTranslation.order(sort, input.columns())
                                + SortTranslation.limit(sort),
                        input.columns());
    }
}
