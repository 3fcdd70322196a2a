package dev.ticketsql.calcite;

import dev.ticketsql.mirror.TimeOrder;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.rel.RelFieldCollation;
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
        return order(sort).isPresent();
    }

    private static Optional<TimeOrder> order(Sort sort) {
        List<RelFieldCollation> keys = sort.collation.getFieldCollations();
        return RowLimit.isReadable(sort) && (sort.fetch != null || !keys.isEmpty())
                ? TimeSlices.of(sort.getInput()).flatMap(part -> TimeSlices.order(part, keys))
                : Optional.empty();
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
                sort.fetch,
                order(sort).orElseThrow());
    }
}
