package dev.ticketsql.calcite;

import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.core.Sort;

/** Has what is sorted by the instant of events, or limited, read slice by slice. */
final class SortByTimeRule extends ConverterRule {

    private SortByTimeRule(Config config) {
        super(config);
    }

    static ConverterRule create() {
        return Config.INSTANCE
                .withConversion(
                        Sort.class,
                        SortByTimeRule::applies,
                        Convention.NONE,
                        EnumerableConvention.INSTANCE,
                        "SortByTimeRule")
                .withRuleFactory(SortByTimeRule::new)
                .toRule(SortByTimeRule.class);
    }

    /** Whether {@code sort} is best read slice by slice. */
    static boolean applies(Sort sort) {
        return RowLimit.isReadable(sort) && TimeSlices.order(sort).isPresent();
    }

    @Override
    public RelNode convert(RelNode rel) {
        Sort sort = (Sort) rel;
        return new SortByTime(
                sort.getCluster(),
                sort.getTraitSet().replace(EnumerableConvention.INSTANCE),
                convert(sort.getInput(), sort.getInput().getTraitSet().replace(EnumerableConvention.INSTANCE)),
                sort.collation,
                sort.offset,
                sort.fetch);
    }
}
