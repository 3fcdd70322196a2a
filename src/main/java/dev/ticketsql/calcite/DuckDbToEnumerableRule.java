package dev.ticketsql.calcite;

import dev.ticketsql.calcite.execute.ExplainPlan;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;

/** Adds {@link DuckDbToEnumerable} where Calcite takes over from the mirror's engine. */
final class DuckDbToEnumerableRule extends ConverterRule {

    private final ExplainPlan explained;

    private DuckDbToEnumerableRule(Config config, ExplainPlan explained) {
        super(config);
        this.explained = explained;
    }

    /** Rule for one planner, which is one statement's. */
    static ConverterRule of(DuckDbConvention convention) {
        ExplainPlan explained = new ExplainPlan(convention.store());
        return Config.INSTANCE
                .withConversion(RelNode.class, convention, EnumerableConvention.INSTANCE, "DuckDbToEnumerableRule")
                .withRuleFactory(config -> new DuckDbToEnumerableRule(config, explained))
                .toRule(DuckDbToEnumerableRule.class);
    }

    @Override
    public RelNode convert(RelNode rel) {
        return new DuckDbToEnumerable(rel.getCluster(), rel.getTraitSet().replace(getOutTrait()), rel, explained);
    }
}
