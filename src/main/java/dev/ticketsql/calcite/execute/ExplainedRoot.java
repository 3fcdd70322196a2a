package dev.ticketsql.calcite.execute;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;

/** Root of a plan as EXPLAIN shows it: the mirror's engine runs all of it, at this price. */
final class ExplainedRoot extends SingleRel {

    private final Optional<String> price;
    private final Optional<String> references;

    /**
     * Shows {@code plan}.
     *
     * @param price of its events; empty if it reads none
     * @param references price of its names; empty if it reads none
     */
    ExplainedRoot(RelNode plan, Optional<String> price, Optional<String> references) {
        super(plan.getCluster(), plan.getTraitSet(), plan);
        this.price = price;
        this.references = references;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new ExplainedRoot(sole(inputs), price, references);
    }

    @Override
    public String getRelTypeName() {
        return "DuckDbStatement";
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .itemIf("price", price.orElse(""), price.isPresent())
                .itemIf("references", references.orElse(""), references.isPresent());
    }
}
