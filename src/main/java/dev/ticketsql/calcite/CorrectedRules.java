package dev.ticketsql.calcite;

import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.DateRangeRules;
import org.apache.calcite.rel.rules.PruneEmptyRules;
import org.apache.calcite.rel.rules.SortUnionTransposeRule;
import org.apache.calcite.util.ImmutableBitSet;

/** Rules in the place of those of Calcite 1.42 that change what a statement means. */
final class CorrectedRules {

    private CorrectedRules() {}

    /** As often as one likes: a planner has every rule once. */
    static void replaceWrongOnes(RelOptPlanner planner) {
        // It loses rows and can hang the planner (EXTRACT of QUARTER, WEEK, HOUR); windows replace it.
        planner.removeRule(DateRangeRules.FILTER_INSTANCE);
        // These trust the order of their inputs, and the engines order some texts differently.
        planner.removeRule(EnumerableRules.ENUMERABLE_MERGE_JOIN_RULE);
        planner.removeRule(EnumerableRules.ENUMERABLE_MERGE_UNION_RULE);

        // It orders by another key than it was told to; ours replaces it.
        planner.removeRule(CoreRules.SORT_PROJECT_TRANSPOSE);
        planner.addRule(KeepOrderRule.create());
        // It takes COUNT(*) of no rows for no row; ours replaces it.
        planner.removeRule(CoreRules.PROJECT_TO_SEMI_JOIN);
        planner.addRule(semiJoinOfGroups());
        planner.addRule(KeepNullsRule.create());
        // It takes the grand total of no rows for nothing, and comes before any rule of ours.
        planner.removeRule(PruneEmptyRules.AGGREGATE_INSTANCE);
        planner.addRule(nothingOfNoGroups());
        planner.addRule(KeepTotalRule.create());
        // It takes any sort for one that it may put above what is not planned yet.
        planner.removeRule(CoreRules.SORT_UNION_TRANSPOSE);
        planner.addRule(sortOfUnion());
        // It makes windows, which no other engine's convention has, of other engines' projections too.
        planner.removeRule(CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW);
        planner.addRule(windowOfProject());
    }

    private static RelOptRule windowOfProject() {
        return CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW
                .config
                .withOperandSupplier(project -> project.operand(LogicalProject.class)
                        .predicate(Project::containsOver)
                        .anyInputs())
                .withDescription("WindowOfProject")
                .toRule();
    }

    private static RelOptRule sortOfUnion() {
        return CoreRules.SORT_UNION_TRANSPOSE
                .config
                .as(SortUnionTransposeRule.Config.class)
                .withOperandSupplier(sort -> sort.operand(LogicalSort.class)
                        .oneInput(union -> union.operand(LogicalUnion.class).anyInputs()))
                .withDescription("SortOfUnion")
                .toRule();
    }

    private static RelOptRule nothingOfNoGroups() {
        return PruneEmptyRules.RemoveEmptySingleRule.RemoveEmptySingleRuleConfig.AGGREGATE
                .withOperandFor(
                        Aggregate.class, groups -> !groups.getGroupSets().contains(ImmutableBitSet.of()))
                .withDescription("NothingOfNoGroups")
                .toRule();
    }

    /** Calcite's own rule, but not where all rows are one group: that is there even if they are not. */
    private static RelOptRule semiJoinOfGroups() {
        return CoreRules.PROJECT_TO_SEMI_JOIN
                .config
                .withOperandSupplier(project -> project.operand(Project.class)
                        .oneInput(join -> join.operand(Join.class)
                                .predicate(candidate -> candidate.getJoinType() == JoinRelType.INNER
                                        || candidate.getJoinType() == JoinRelType.LEFT)
                                .inputs(
                                        left -> left.operand(RelNode.class).anyInputs(),
                                        right -> right.operand(Aggregate.class)
                                                .predicate(groups -> groups.getGroupCount() > 0)
                                                .anyInputs())))
                .withDescription("SemiJoinOfGroups")
                .toRule();
    }
}
