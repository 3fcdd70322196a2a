package dev.ticketsql.calcite.range;

import dev.ticketsql.calcite.execute.RuntimeConstants;
import dev.ticketsql.event.TimeRanges;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutable;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.FrameworkConfig;
import org.apache.calcite.tools.Frameworks;
import org.apache.calcite.tools.Planner;
import org.apache.calcite.tools.RelConversionException;
import org.apache.calcite.tools.ValidationException;
import org.jspecify.annotations.Nullable;

/**
 * Converts SQL conditions over a table of events to Calcite's expressions: as written, simplified, expanded, reduced by
 * a planner.
 */
final class SqlConditions {

    /** Indices in the row type. */
    static final int ID = 0;

    static final int TIME = 1;
    static final int START_TIME = 2;

    private static final class Events extends AbstractTable {
        @Override
        public RelDataType getRowType(RelDataTypeFactory types) {
            return types.builder()
                    .add("id", SqlTypeName.BIGINT)
                    .add("time", SqlTypeName.TIMESTAMP, 0)
                    .add("start_time", SqlTypeName.BIGINT)
                    .add("metric", SqlTypeName.VARCHAR)
                    .nullable(true)
                    .add("ticket_id", SqlTypeName.BIGINT)
                    .nullable(true)
                    .build();
        }
    }

    private final FrameworkConfig config;

    SqlConditions() {
        SchemaPlus schema = Frameworks.createRootSchema(false);
        schema.add("ticket_events", new Events());
        config = Frameworks.newConfigBuilder()
                .defaultSchema(schema)
                .parserConfig(SqlParser.config()
                        .withUnquotedCasing(Casing.UNCHANGED)
                        .withQuotedCasing(Casing.UNCHANGED)
                        .withCaseSensitive(false))
                .build();
    }

    /** Columns of an event that conditions name. */
    record Row(
            long startSec,
            @Nullable String metric,
            @Nullable Long ticketId) {

        /** Its columns, as Calcite's generated code has them. */
        @Nullable
        Object[] columns() {
            return new @Nullable Object[] {1L, startSec * 1000, startSec, metric, ticketId};
        }
    }

    /** Row and variables that Calcite's generated code of a condition reads. */
    private static final class RowContext implements DataContext {

        private final Map<String, Object> variables;
        private final @Nullable Row row;

        RowContext(Map<String, Object> variables, @Nullable Row row) {
            this.variables = variables;
            this.row = row;
        }

        @Override
        public @Nullable Object get(String name) {
            return switch (name) {
                case "inputRecord" -> row == null ? null : row.columns();
                case "timeZone" -> TimeZone.getTimeZone("UTC");
                default -> variables.get(name);
            };
        }

        @Override
        public SchemaPlus getRootSchema() {
            throw new UnsupportedOperationException("a condition knows no schema");
        }

        @Override
        public JavaTypeFactory getTypeFactory() {
            throw new UnsupportedOperationException("a condition's types are known");
        }

        @Override
        public QueryProvider getQueryProvider() {
            throw new UnsupportedOperationException("a condition asks nothing");
        }
    }

    /** A condition in one shape. */
    record Condition(String shape, RexNode node, RexBuilder rexBuilder, RelDataType rowType) {

        /** Ranges of the condition at planning. */
        TimeRanges ranges() {
            return conditionRanges().of(new ConstantFolding(rexBuilder).fold(node));
        }

        private ConditionRanges conditionRanges() {
            return new ConditionRanges(TIME, START_TIME);
        }

        /**
         * Filters {@code rows} by Calcite's own generated code; empty where Calcite 1.42 generates none, as for some
         * uses of one unit by two FLOORs or EXTRACTs inside a CASE.
         */
        Optional<List<Row>> accepted(List<Row> rows) {
            return accepted(rows, Map.of());
        }

        /** Filters {@code rows} in an execution with these {@code variables}. */
        Optional<List<Row>> accepted(List<Row> rows, Map<String, Object> variables) {
            RexExecutable executable;
            try {
                executable = RexExecutorImpl.getExecutable(rexBuilder, List.of(node), rowType);
            } catch (NullPointerException unitIsNoLiteral) {
                return Optional.empty();
            }
            return Optional.of(rows.stream()
                    .filter(row -> {
                        executable.setDataContext(new RowContext(variables, row));
                        @Nullable Object[] values = executable.execute();
                        return values != null && Boolean.TRUE.equals(values[0]);
                    })
                    .toList());
        }

        /** Ranges of a scan below this condition in an execution with these {@code variables}. */
        TimeRanges ranges(Map<String, Object> variables) {
            DataContext execution = new RowContext(variables, null);
            RexNode known = new ConstantFolding(rexBuilder, execution).fold(node);
            return conditionRanges().of(known.accept(new RuntimeConstants(execution, rexBuilder)));
        }

        @Override
        public String toString() {
            return shape + ": " + node;
        }
    }

    /** The condition in every shape it may arrive in. */
    List<Condition> shapes(String where) {
        try (Planner planner = Frameworks.getPlanner(config)) {
            SqlNode parsed = planner.parse("SELECT 1 FROM ticket_events WHERE " + where);
            RelNode plan = planner.rel(planner.validate(parsed)).project();
            if (plan.getInput(0) instanceof Filter filter) {
                return shapes(filter);
            }
            // A condition that is always true leaves no filter.
            RexBuilder rexBuilder = plan.getCluster().getRexBuilder();
            return List.of(new Condition(
                    "always true",
                    rexBuilder.makeLiteral(true),
                    rexBuilder,
                    plan.getInput(0).getRowType()));
        } catch (SqlParseException | ValidationException | RelConversionException e) {
            throw new IllegalArgumentException(where, e);
        }
    }

    private static List<Condition> shapes(Filter filter) {
        RexBuilder rexBuilder = filter.getCluster().getRexBuilder();
        RexNode written = filter.getCondition();
        RexNode simplified = new RexSimplify(rexBuilder, RelOptPredicateList.EMPTY, RexUtil.EXECUTOR)
                .simplifyUnknownAsFalse(written);
        Map<String, RexNode> shapes = new LinkedHashMap<>();
        shapes.put("written", written);
        shapes.put("simplified", simplified);
        shapes.put("expanded", RexUtil.expandSearch(rexBuilder, null, simplified));
        shapes.put("conjunctive", RexUtil.toCnf(rexBuilder, 100, simplified));
        shapes.put("pulled up", RexUtil.pullFactors(rexBuilder, written));
        shapes.put("reduced", reduced(filter));
        List<Condition> conditions = new ArrayList<>();
        shapes.forEach((shape, node) -> conditions.add(
                new Condition(shape, node, rexBuilder, filter.getInput().getRowType())));
        return conditions;
    }

    private static RexNode reduced(Filter filter) {
        HepPlanner planner = new HepPlanner(HepProgram.builder()
                .addRuleInstance(CoreRules.FILTER_REDUCE_EXPRESSIONS)
                .build());
        planner.setRoot(filter);
        planner.setExecutor(RexUtil.EXECUTOR);
        RelNode reduced = planner.findBestExp();
        RexBuilder rexBuilder = filter.getCluster().getRexBuilder();
        if (reduced instanceof Filter remaining) {
            return remaining.getCondition();
        }
        return rexBuilder.makeLiteral(!(reduced instanceof Values));
    }
}
