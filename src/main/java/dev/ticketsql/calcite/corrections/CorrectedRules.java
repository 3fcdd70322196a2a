package dev.ticketsql.calcite.corrections;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.DateRangeRules;

/**
 * Removes from a planner the rules of Calcite 1.42 that give wrong rows. Only plans that Calcite's own planner chooses
 * need it; DuckDB plans those of our driver.
 */
public final class CorrectedRules {

    private static final List<RelOptRule> REMOVED = List.of(
            // Finds no rows for EXTRACT of QUARTER or WEEK, fails for FLOOR to them, and for HOUR never ends.
            DateRangeRules.FILTER_INSTANCE,
            // Drops the one row that COUNT(*) has over no rows.
            CoreRules.PROJECT_TO_SEMI_JOIN,
            // Orders by "time" instead of CAST("time" AS DATE), also where another key follows.
            CoreRules.SORT_PROJECT_TRANSPOSE,
            // These two need inputs in the same order, and the engines order texts differently.
            EnumerableRules.ENUMERABLE_MERGE_JOIN_RULE,
            EnumerableRules.ENUMERABLE_MERGE_UNION_RULE,
            CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW);

    private CorrectedRules() {}

    /**
     * Removes the wrong rules and adds a corrected one. A second call changes nothing, since a planner has a rule once.
     */
    public static void replaceWrongOnes(RelOptPlanner planner) {
        REMOVED.forEach(planner::removeRule);
        planner.addRule(windowOfProject());
    }

    /**
     * Restricts Calcite's own rule to logical projections: for those of another convention it makes a window operator
     * that the convention lacks.
     */
    private static RelOptRule windowOfProject() {
        return CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW
                .config
                .withOperandSupplier(project -> project.operand(LogicalProject.class)
                        .predicate(Project::containsOver)
                        .anyInputs())
                .withDescription("WindowOfProject")
                .toRule();
    }
}
