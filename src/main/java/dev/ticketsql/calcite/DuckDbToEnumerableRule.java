package dev.ticketsql.calcite;

import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;

/** Adds {@link DuckDbToEnumerable} where Calcite takes over from the mirror's engine. */
final class DuckDbToEnumerableRule extends ConverterRule {

    private DuckDbToEnumerableRule(Config config) {
        super(config);
    }

    static ConverterRule of(DuckDbConvention convention) {
        return Config.INSTANCE
                .withConversion(RelNode.class, convention, EnumerableConvention.INSTANCE, "DuckDbToEnumerableRule")
                .withRuleFactory(DuckDbToEnumerableRule::new)
                .toRule(DuckDbToEnumerableRule.class);
    }

    @Override
    public RelNode convert(RelNode rel) {
        return new DuckDbToEnumerable(rel.getCluster(), rel.getTraitSet().replace(getOutTrait()), rel);
    }
}
