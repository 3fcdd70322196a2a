package dev.ticketsql.calcite;

import java.util.List;
import java.util.UUID;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.adapter.jdbc.JdbcConvention;
import org.apache.calcite.adapter.jdbc.JdbcRules;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.rules.CoreRules;

/**
 * The convention of plans that the mirror's engine executes: Calcite's own for JDBC sources, with rules that push only
 * what {@link PushDown} accepts, a scan of our own and a border of our own. One for each schema, so that two accounts
 * never meet in one statement of one engine.
 */
final class DuckDbConvention extends JdbcConvention {

    private final StatementReadings readings;
    private final PushDown pushDown;

    DuckDbConvention(StatementReadings readings, PushDown pushDown) {
        // The name only has to differ from every other's: rules are told apart by it. The expression is for a data
        // source in generated code; ours has none.
        super(DuckDbDialect.INSTANCE, DataContext.ROOT, "DUCKDB." + UUID.randomUUID());
        this.readings = readings;
        this.pushDown = pushDown;
    }

    StatementReadings readings() {
        return readings;
    }

    /** Whether scans read only what is said of time. */
    boolean narrowsScans() {
        return pushDown.narrowsScans();
    }

    /** Called when a planner first meets one of our scans. */
    @Override
    public void register(RelOptPlanner planner) {
        planner.addListener(new ReadOnlyTables());
        RightRules.replaceWrongOnes(planner);
        planner.addRule(CoreRules.FILTER_SET_OP_TRANSPOSE);
        planner.addRule(CoreRules.JOIN_PUSH_TRANSITIVE_PREDICATES);
        planner.addRule(CoreRules.PROJECT_REMOVE);
        if (pushDown.narrowsScans()) {
            planner.addRule(ScanWindowRule.create());
            planner.addRule(SortByTimeRule.create());
            // Nothing else may compute what the newest and the oldest event tell, however little it seems to cost.
            planner.removeRule(EnumerableRules.ENUMERABLE_AGGREGATE_RULE);
            planner.addRule(TimeExtremesRule.create());
            planner.addRule(otherAggregates(EnumerableRules.ENUMERABLE_AGGREGATE_RULE));
        }
        planner.addRule(SplitFilterRule.of(this, pushDown));
        planner.addRule(SplitProjectRule.of(this, pushDown));
        planner.addRule(DuckDbToEnumerableRule.of(this));
        rules().forEach(planner::addRule);
    }

    private static ConverterRule otherAggregates(ConverterRule stock) {
        return stock.config
                .withConversion(
                        Aggregate.class,
                        aggregate -> !TimeExtremesRule.applies(aggregate),
                        Convention.NONE,
                        EnumerableConvention.INSTANCE,
                        "OtherAggregatesRule")
                .toRule(ConverterRule.class);
    }

    /** Which operators go to the engine, each where {@link PushDown} accepts it. */
    List<ConverterRule> rules() {
        return List.of(
                narrowed(JdbcRules.JdbcFilterRule.create(this), Filter.class),
                narrowed(JdbcRules.JdbcProjectRule.create(this), Project.class),
                narrowed(JdbcRules.JdbcAggregateRule.create(this), Aggregate.class),
                narrowed(JdbcRules.JdbcSortRule.create(this), Sort.class),
                narrowed(JdbcRules.JdbcJoinRule.create(this), Join.class),
                narrowed(JdbcRules.JdbcUnionRule.create(this), Union.class));
    }

    private <R extends RelNode> ConverterRule narrowed(ConverterRule stock, Class<R> type) {
        return stock.config
                .withConversion(
                        type,
                        pushDown::accepts,
                        Convention.NONE,
                        this,
                        stock.getClass().getSimpleName())
                .toRule(ConverterRule.class);
    }
}
