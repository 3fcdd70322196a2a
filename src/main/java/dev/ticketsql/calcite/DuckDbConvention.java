package dev.ticketsql.calcite;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.calcite.corrections.CorrectedRules;
import java.util.List;
import java.util.UUID;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.jdbc.JdbcConvention;
import org.apache.calcite.adapter.jdbc.JdbcRules;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.dialect.DuckDBSqlDialect;

/**
 * Convention of plans that the mirror's engine executes where another driver's planner chooses the plan, as
 * {@code jdbc:calcite:} does: Calcite's own operators for JDBC sources, taken if {@link EngineSqlCheck} finds SQL of
 * them. One for each schema, so that two accounts never meet in one statement of one engine.
 */
final class DuckDbConvention extends JdbcConvention {

    private final EventStore store;

    DuckDbConvention(EventStore store) {
        // The name must differ from every other's, since it identifies rules. The expression is for a data
        // source in generated code; ours has none.
        super(DuckDBSqlDialect.DEFAULT, DataContext.ROOT, "DUCKDB." + UUID.randomUUID());
        this.store = store;
    }

    EventStore store() {
        return store;
    }

    /** Adds the rules when a planner first meets a scan of ours. */
    @Override
    public void register(RelOptPlanner planner) {
        CorrectedRules.replaceWrongOnes(planner);
        planner.addRule(DuckDbToEnumerableRule.of(this));
        rules().forEach(planner::addRule);
    }

    /** Rules for the operators that the engine may run. */
    private List<ConverterRule> rules() {
        return List.of(
                written(JdbcRules.JdbcFilterRule.create(this), Filter.class),
                written(JdbcRules.JdbcProjectRule.create(this), Project.class),
                written(JdbcRules.JdbcAggregateRule.create(this), Aggregate.class),
                written(JdbcRules.JdbcSortRule.create(this), Sort.class),
                written(JdbcRules.JdbcJoinRule.create(this), Join.class),
                written(JdbcRules.JdbcUnionRule.create(this), Union.class),
                written(JdbcRules.JdbcIntersectRule.create(this), Intersect.class),
                written(JdbcRules.JdbcMinusRule.create(this), Minus.class));
    }

    private <R extends RelNode> ConverterRule written(ConverterRule stock, Class<R> type) {
        return stock.config
                .withConversion(
                        type,
                        DuckDbConvention::isWritable,
                        Convention.NONE,
                        this,
                        stock.getClass().getSimpleName())
                .toRule(ConverterRule.class);
    }

    /** Returns whether the engine can run {@code rel}, whatever its inputs are. */
    private static boolean isWritable(RelNode rel) {
        boolean isPlain = rel.getVariablesSet().isEmpty()
                && !(rel instanceof Filter filter && RexUtil.SubQueryFinder.find(filter.getCondition()) != null)
                && !(rel instanceof Join join && join.getJoinType() == JoinRelType.ASOF);
        return isPlain && EngineSqlCheck.hasSql(rel);
    }
}
