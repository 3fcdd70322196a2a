package dev.ticketsql.calcite;

import com.google.common.collect.ImmutableList;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/**
 * Metadata of plans that become a statement of the engine, which has its own: answers what converting asks for without
 * Calcite's handlers, for which it generates and compiles classes, a fifth of the time of a process's first statement.
 */
final class LogicalMetadata extends RelMetadataQuery {

    /** Returns none: derived where DISTINCT is converted, they fail on comparisons with NULL and on casts of times. */
    @Override
    public RelOptPredicateList getPulledUpPredicates(RelNode rel) {
        return RelOptPredicateList.EMPTY;
    }

    /** Returns none, which is always true: no row is known to be sorted. */
    @Override
    public ImmutableList<RelCollation> collations(RelNode rel) {
        return ImmutableList.of();
    }
}
