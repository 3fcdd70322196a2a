package dev.ticketsql.calcite;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;

/** Which relational operators go to the mirror's engine; the rest of a plan runs in Calcite above them. */
enum PushDown {
    /** Those on which the two engines agree. */
    AGREED {
        @Override
        boolean narrowsScans() {
            return true;
        }

        @Override
        boolean accepts(RexNode expression) {
            return AgreedOperators.agreeOn(expression);
        }

        @Override
        boolean accepts(RelNode rel) {
            return rel.getVariablesSet().isEmpty()
                    && rel.getRowType().getFieldList().stream()
                            .map(RelDataTypeField::getType)
                            .allMatch(AgreedOperators::crosses)
                    && agreeOn(rel);
        }
    },

    /**
     * None, and every scan hands over all of time: what the answers of {@link #AGREED} are compared with, in option
     * {@code pushDown} too.
     */
    NOTHING {
        @Override
        boolean narrowsScans() {
            return false;
        }

        @Override
        boolean accepts(RexNode expression) {
            return false;
        }

        @Override
        boolean accepts(RelNode rel) {
            return false;
        }
    };

    /** Whether scans read only what the conditions above them say of time. */
    abstract boolean narrowsScans();

    /** Whether {@code expression} may be part of a pushed operator. */
    abstract boolean accepts(RexNode expression);

    /** Whether {@code rel} may be pushed if its inputs are. */
    abstract boolean accepts(RelNode rel);

    private static boolean agreeOn(RelNode rel) {
        if (rel instanceof Filter filter) {
            return !RexOver.containsOver(filter.getCondition()) && AgreedOperators.agreeOn(filter.getCondition());
        }
        if (rel instanceof Project project) {
            return project.getProjects().stream().allMatch(AgreedOperators::agreeOn);
        }
        if (rel instanceof Aggregate aggregate) {
            return !TimeExtremesRule.applies(aggregate) && AgreedAggregates.agreeOn(aggregate);
        }
        if (rel instanceof Join join) {
            // Semi and anti joins would need another SQL; right and full ones are rare.
            return (join.getJoinType() == JoinRelType.INNER || join.getJoinType() == JoinRelType.LEFT)
                    && AgreedOperators.agreeOn(join.getCondition());
        }
        if (rel instanceof Sort sort) {
            return !SortByTimeRule.applies(sort);
        }
        return rel instanceof Union;
    }
}
