package dev.ticketsql.calcite.plan;

import dev.ticketsql.calcite.sql.PlanMarker;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;

/**
 * Marks the probe side of dynamic filters: events whose instant must meet a condition with rows that are read before.
 * These rows narrow the fetch where events are missing. EXPLAIN shows it as {@code NarrowedByRows}.
 */
public final class ProbeSide extends SingleRel implements PlanMarker {

    private final List<DynamicFilter> filters;

    ProbeSide(RelNode events, List<DynamicFilter> filters) {
        super(events.getCluster(), events.getTraitSet(), events);
        this.filters = List.copyOf(filters);
    }

    public List<DynamicFilter> filters() {
        return filters;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new ProbeSide(sole(inputs), filters);
    }

    @Override
    public String getRelTypeName() {
        return "NarrowedByRows";
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("by", filters.stream().map(DynamicFilter::text).collect(Collectors.joining(" AND ")));
    }
}
