package dev.ticketsql.calcite.sql;

import dev.ticketsql.calcite.function.EngineTableFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
import org.apache.calcite.rel.core.AggregateCall;
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
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Writes a logical plan as one SELECT of DuckDB: one subquery for each operator, tables and columns numbered, so that
 * no name can be taken for another. Nothing is merged, since the engine flattens subqueries for nothing. Columns that
 * nothing reads are left out, since the engine takes long to plan wide rows: 20 subqueries of events in a SELECT 0.3 s
 * instead of 3. Used once.
 */
public final class LogicalSqlWriter implements QueryWriter {

    private static final Pattern COLUMN = Pattern.compile("\\bc\\d+\\b");

    /** What is read by columns that nothing reads shows when those are gone: once for a view, once for its caller. */
    private static final int PASSES = 2;

    private final Function<RelNode, Optional<String>> relations;
    private final CompiledFunctions functions = new CompiledFunctions();
    private final ScalarTranslation scalars;
    private final JoinTranslation joins;
    private final Map<String, List<String>> recursive = new HashMap<>();
    private final RexBuilder rexBuilder;
    private final Predicate<String> isRead;
    private final Set<String> readByPlace = new HashSet<>();
    private int tables;
    private int columns;

    /**
     * @param rexBuilder of the plan
     * @param relations what a leaf of the plan is called in a FROM clause, with the columns of the leaf under their
     *     names; empty if it has none
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
    }

    /**
     * The SELECT for {@code plan}. Dates come as days since 1970, times and timestamps as milliseconds, all others with
     * the types that {@link EngineTypes} names.
     *
     * @param fields which of the plan's columns are wanted, in this order
     * @throws UnsupportedSqlException if the plan holds what the engine cannot be asked
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
     * Writes {@code plan} for nothing but to know that it can be.
     *
     * @throws UnsupportedSqlException if it cannot
     */
    public void check(RelNode plan, List<Integer> fields) {
        String ignored = root(plan, fields);
    }

    /** A column's name that is in {@code text} once is where the column is made; the same plan has the same names. */
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

    /** Whether {@code rel} can be written, whose inputs have names in {@code relations}. */
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

    /** What sorts or limits stays outermost: the engine promises no order of a subquery's rows. */
    private String root(RelNode plan, List<Integer> fields) {
        List<RelDataType> types = plan.getRowType().getFieldList().stream()
                .map(RelDataTypeField::getType)
                .toList();
        if (plan instanceof Sort sort) {
            Query input = query(sort.getInput(), Scope.none());
            return select(input, types, fields) + order(sort, input.columns()) + limit(sort);
        }
        return select(query(plan, Scope.none()), types, fields);
    }

    private String select(Query input, List<RelDataType> types, List<Integer> fields) {
        String list = fields.stream()
                .map(field -> EngineTypes.result(input.columns().get(field), types.get(field)))
                .collect(Collectors.joining(", "));
        return "SELECT " + (list.isEmpty() ? "1" : list) + from(input, newTable());
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
            return setOperation(setOp, scope);
        }
        if (rel instanceof Sort sort) {
            return sort(sort, scope);
        }
        if (rel instanceof Values values) {
            return values(values);
        }
        if (rel instanceof Uncollect uncollect) {
            return uncollect(uncollect, scope);
        }
        if (rel instanceof RepeatUnion union) {
            return recursive(union, scope);
        }
        if (rel instanceof PlanMarker || rel instanceof Spool) {
            return query(rel.getInput(0), scope);
        }
        if (rel instanceof TableScan scan) {
            return recursiveScan(scan);
        }
        if (rel instanceof TableFunctionScan scan
                && scan.getCall() instanceof RexCall call
                && call.getOperator() instanceof EngineTableFunction function) {
            return tableFunction(scan, call, function, scope);
        }
        throw new UnsupportedSqlException("TicketSQL cannot run " + what(rel));
    }

    private static String what(RelNode rel) {
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

    static String from(Query input, String table) {
        return " FROM (" + input.sql() + ") AS " + table;
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
        NamedQuery named = named(input);
        List<String> expressions = scalars.sql(project.getProjects(), scope.over(named.columns()));
        List<String> names = newColumns(expressions.size());
        return new Query("SELECT " + read(expressions, names) + from(input, named.table()), names);
    }

    private Query filter(Filter filter, Scope scope) {
        Query input = query(filter.getInput(), scope);
        NamedQuery named = named(input);
        String condition = scalars.condition(filter.getCondition(), scope.over(named.columns()));
        return new Query("SELECT *" + from(input, named.table()) + " WHERE " + condition, input.columns());
    }

    private Query aggregate(Aggregate aggregate, Scope scope) {
        Query input = query(aggregate.getInput(), scope);
        AggregateTranslation calls = new AggregateTranslation(aggregate, input.columns());
        List<String> expressions = new ArrayList<>();
        for (int key : aggregate.getGroupSet()) {
            expressions.add(input.columns().get(key));
        }
        for (AggregateCall call : aggregate.getAggCallList()) {
            expressions.add(calls.sql(call));
        }
        List<String> names = newColumns(expressions.size());
        // Without groups and functions, all rows are one group: what is counted is not looked at.
        String list = expressions.isEmpty() ? "count(*)" : QueryWriter.aliased(expressions, names);
        return new Query("SELECT " + list + from(input, newTable()) + groups(aggregate, input.columns()), names);
    }

    private static String groups(Aggregate aggregate, List<String> columns) {
        if (aggregate.getGroupType() == Aggregate.Group.SIMPLE) {
            return aggregate.getGroupSet().isEmpty() ? "" : " GROUP BY " + list(aggregate.getGroupSet(), columns);
        }
        return aggregate.getGroupSets().stream()
                .map(set -> "(" + list(set, columns) + ")")
                .collect(Collectors.joining(", ", " GROUP BY GROUPING SETS (", ")"));
    }

    private static String list(ImmutableBitSet set, List<String> columns) {
        return set.asList().stream().map(columns::get).collect(Collectors.joining(", "));
    }

    private Query setOperation(SetOp setOp, Scope scope) {
        String operator = switch (setOp.kind) {
            case UNION -> "UNION";
            case INTERSECT -> "INTERSECT";
            default -> "EXCEPT";
        };
        List<Query> inputs = new ArrayList<>();
        for (RelNode input : flattened(setOp)) {
            inputs.add(typed(readByPlace(query(input, scope)), input.getRowType(), setOp.getRowType()));
        }
        String separator = " " + operator + (setOp.all ? " ALL " : " ");
        return new Query(
                inputs.stream().map(input -> "(" + input.sql() + ")").collect(Collectors.joining(separator)),
                inputs.get(0).columns());
    }

    /** Inputs of unions inside a union belong to it: a hundred branches are no hundred levels. */
    private List<RelNode> flattened(SetOp setOp) {
        List<RelNode> inputs = new ArrayList<>();
        for (RelNode input : setOp.getInputs()) {
            boolean isSame = setOp.kind == SqlKind.UNION
                    && input instanceof SetOp nested
                    && nested.kind == SqlKind.UNION
                    && nested.all == setOp.all
                    && nested.getRowType().equals(setOp.getRowType());
            if (isSame) {
                inputs.addAll(flattened((SetOp) input));
            } else {
                inputs.add(input);
            }
        }
        return inputs;
    }

    /** {@code query} with the types that a set operation gives its columns. */
    private Query typed(Query query, RelDataType from, RelDataType to) {
        List<String> expressions = new ArrayList<>();
        boolean isSame = true;
        for (int column = 0; column < query.columns().size(); column++) {
            String name = query.columns().get(column);
            String type = EngineTypes.nameOf(to.getFieldList().get(column).getType());
            boolean fits = EngineTypes.nameOf(from.getFieldList().get(column).getType())
                    .equals(type);
            isSame &= fits;
            expressions.add(fits ? name : EngineLiterals.cast(name, type));
        }
        if (isSame) {
            return query;
        }
        List<String> names = newColumns(expressions.size());
        return new Query("SELECT " + QueryWriter.aliased(expressions, names) + from(query, newTable()), names);
    }

    private Query sort(Sort sort, Scope scope) {
        Query input = query(sort.getInput(), scope);
        boolean isNeedless = sort.fetch == null && sort.offset == null;
        return isNeedless
                ? input
                : new Query(
                        "SELECT *" + from(input, newTable()) + order(sort, input.columns()) + limit(sort),
                        input.columns());
    }

    private static String order(Sort sort, List<String> columns) {
        return sort.getCollation().getFieldCollations().isEmpty()
                ? ""
                : sort.getCollation().getFieldCollations().stream()
                        .map(key -> AggregateTranslation.key(key, columns))
                        .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    private static String limit(Sort sort) {
        return (sort.fetch == null ? "" : " LIMIT " + count(sort.fetch))
                + (sort.offset == null ? "" : " OFFSET " + count(sort.offset));
    }

    private static String count(RexNode rows) {
        if (rows instanceof RexLiteral literal && !literal.isNull()) {
            return EngineLiterals.plain(literal);
        }
        throw new UnsupportedSqlException("LIMIT and OFFSET want a whole number from 0, not " + rows);
    }

    /** Columns are cast where all rows are there: each literal alone would make the text three times as long. */
    private Query values(Values values) {
        List<RelDataTypeField> fields = values.getRowType().getFieldList();
        List<String> names = newColumns(fields.size());
        if (fields.isEmpty()) {
            long rows = values.getTuples().size();
            return new Query(rows == 1 ? "SELECT 1" : "SELECT 1 FROM range(" + rows + ")", names);
        }
        if (values.getTuples().isEmpty()) {
            List<String> nulls = fields.stream()
                    .map(field -> EngineLiterals.nullOf(field.getType()))
                    .toList();
            return new Query("SELECT " + QueryWriter.aliased(nulls, names) + " WHERE FALSE", names);
        }
        List<String> given = newColumns(fields.size());
        List<String> casts = new ArrayList<>();
        for (int column = 0; column < given.size(); column++) {
            casts.add(EngineLiterals.cast(
                    given.get(column), EngineTypes.nameOf(fields.get(column).getType())));
        }
        String rows = values.getTuples().stream()
                .map(row -> row.stream().map(EngineLiterals::plain).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        return new Query(
                "SELECT " + QueryWriter.aliased(casts, names) + " FROM (VALUES " + rows + ") AS " + newTable() + "("
                        + String.join(", ", given) + ")",
                names);
    }

    /** Several lists go side by side, the shorter ones filled with NULL; elements that are rows become their fields. */
    private Query uncollect(Uncollect uncollect, Scope scope) {
        Query input = query(uncollect.getInput(), scope);
        List<RelDataTypeField> lists = uncollect.getInput().getRowType().getFieldList();
        List<String> elements = new ArrayList<>();
        List<String> elementNames = newColumns(lists.size());
        List<String> results = new ArrayList<>();
        for (int index = 0; index < lists.size(); index++) {
            elements.add("unnest(" + input.columns().get(index) + ")");
            results.addAll(fieldsOf(lists.get(index).getType(), elementNames.get(index)));
        }
        List<String> allElements = new ArrayList<>(elementNames);
        if (uncollect.withOrdinality) {
            String longest =
                    input.columns().stream().map(list -> "len(" + list + ")").collect(Collectors.joining(", "));
            elements.add("unnest(range(1, CAST(greatest(" + longest + ") AS BIGINT) + 1))");
            allElements.addAll(newColumns(1));
            results.add("CAST(" + allElements.get(allElements.size() - 1) + " AS INTEGER)");
        }
        Query unnested = new Query(
                "SELECT " + QueryWriter.aliased(elements, allElements) + from(input, newTable()), allElements);
        List<String> names = newColumns(results.size());
        return new Query("SELECT " + QueryWriter.aliased(results, names) + from(unnested, newTable()), names);
    }

    private static List<String> fieldsOf(RelDataType list, String element) {
        if (list.getSqlTypeName() == SqlTypeName.MAP) {
            return List.of(element + ".key", element + ".value");
        }
        RelDataType component = EngineTypes.component(list);
        return component.isStruct()
                ? component.getFieldNames().stream()
                        .map(name -> element + "." + EngineTypes.quoted(name))
                        .toList()
                : List.of(element);
    }

    private Query tableFunction(TableFunctionScan scan, RexCall call, EngineTableFunction function, Scope scope) {
        List<String> operands = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            String value = scalars.sql(operand, scope);
            operands.add(
                    EngineTypes.isMonths(operand.getType())
                            ? "to_months(" + value + ")"
                            : EngineTypes.isMillis(operand.getType())
                                    ? "to_microseconds(" + value + " * 1000)"
                                    : value);
        }
        List<String> names = newColumns(1);
        List<String> given = newColumns(1);
        String type = EngineTypes.nameOf(scan.getRowType().getFieldList().get(0).getType());
        return new Query(
                "SELECT " + EngineLiterals.cast(given.get(0), type) + " AS " + names.get(0) + " FROM "
                        + function.sql(operands) + " AS " + newTable() + "(" + given.get(0) + ")",
                names);
    }

    private Query recursive(RepeatUnion union, Scope scope) {
        String name = String.valueOf(
                union.getTransientTable() == null
                        ? ""
                        : union.getTransientTable().getQualifiedName());
        String table = "r" + tables++;
        List<String> names = newColumns(union.getRowType().getFieldCount());
        Query seed = typed(
                readByPlace(query(union.getSeedRel(), scope)),
                union.getSeedRel().getRowType(),
                union.getRowType());
        List<String> hidden = recursive.getOrDefault(name, List.of());
        List<String> known = new ArrayList<>(List.of(table));
        known.addAll(names);
        recursive.put(name, known);
        Query step = typed(
                readByPlace(query(union.getIterativeRel(), scope)),
                union.getIterativeRel().getRowType(),
                union.getRowType());
        recursive.put(name, hidden);
        return new Query(
                "WITH RECURSIVE " + table + "(" + String.join(", ", names) + ") AS ((" + seed.sql() + ") UNION "
                        + (union.all ? "ALL " : "") + "(" + step.sql() + ")) SELECT * FROM " + table,
                names);
    }

    private Query recursiveScan(TableScan scan) {
        List<String> known =
                recursive.getOrDefault(String.valueOf(scan.getTable().getQualifiedName()), List.of());
        if (known.isEmpty()) {
            throw new UnsupportedSqlException(
                    "table " + String.join(".", scan.getTable().getQualifiedName()) + " is not one of the engine's");
        }
        List<String> names = newColumns(known.size() - 1);
        return new Query(
                "SELECT " + QueryWriter.aliased(known.subList(1, known.size()), names) + " FROM " + known.get(0),
                names);
    }
}
