package dev.ticketsql.calcite.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Pushes a limit below ROW_NUMBER: where a condition keeps {@code ROW_NUMBER() OVER (ORDER BY "time" DESC) <= 10}, as
 * QUALIFY and some tools write a limit, the ten rows come from a sorted LIMIT below, which is read slice by slice.
 */
final class RowNumberLimit {

    private RowNumberLimit() {}

    /** Limits the input of {@code project} to the rows that {@code filter} keeps, if they are the first ones. */
    static Optional<RelNode> limited(Filter filter, Project project) {
        return limit(filter, project)
                .flatMap(sort -> TimeSlicedSort.of(sort))
                .map(sort ->
                        filter.copy(filter.getTraitSet(), List.of(project.copy(project.getTraitSet(), List.of(sort)))));
    }

    private static Optional<Sort> limit(Filter filter, Project project) {
        List<RexOver> functions = windowFunctions(project);
        if (functions.size() != 1 || !numbersAllRows(functions.get(0))) {
            return Optional.empty();
        }
        RexNode condition = RexUtil.expandSearch(
                filter.getCluster().getRexBuilder(), null, RelOptUtil.pushPastProject(filter.getCondition(), project));
        return RelOptUtil.conjunctions(condition).stream()
                .flatMap(conjunct -> last(conjunct, functions.get(0)).stream())
                .findFirst()
                .flatMap(last -> sort(project.getInput(), functions.get(0), last));
    }

    /** Lists the distinct window functions; a second one would see fewer rows than before. */
    private static List<RexOver> windowFunctions(Project project) {
        Set<RexOver> found = new LinkedHashSet<>();
        RexVisitorImpl<Void> visitor = new RexVisitorImpl<>(true) {
            @Override
            public Void visitOver(RexOver over) {
                found.add(over);
                return super.visitOver(over);
            }
        };
        project.getProjects().forEach(column -> column.accept(visitor));
        return List.copyOf(found);
    }

    private static boolean numbersAllRows(RexOver function) {
        return function.getAggOperator().getKind() == SqlKind.ROW_NUMBER
                && function.getWindow().partitionKeys.isEmpty();
    }

    /** Reads the largest row number that {@code conjunct} accepts, or one more; empty if it does not restrict it. */
    private static Optional<BigDecimal> last(RexNode conjunct, RexOver number) {
        if ((conjunct.isA(SqlKind.LESS_THAN)
                        || conjunct.isA(SqlKind.LESS_THAN_OR_EQUAL)
                        || conjunct.isA(SqlKind.EQUALS))
                && ((RexCall) conjunct).getOperands().get(0).equals(number)
                && ((RexCall) conjunct).getOperands().get(1) instanceof RexLiteral literal
                && SqlTypeName.INT_TYPES.contains(literal.getType().getSqlTypeName())) {
            return Optional.ofNullable(literal.getValueAs(BigDecimal.class)).filter(last -> last.signum() > 0);
        }
        return Optional.empty();
    }

    private static Optional<Sort> sort(RelNode input, RexOver rowNumber, BigDecimal last) {
        List<RelFieldCollation> keys = new ArrayList<>();
        for (RexFieldCollation key : rowNumber.getWindow().orderKeys) {
            if (!(key.left instanceof RexInputRef column)) {
                return Optional.empty();
            }
            keys.add(new RelFieldCollation(column.getIndex(), key.getDirection(), key.getNullDirection()));
        }
        RexNode limit = input.getCluster().getRexBuilder().makeExactLiteral(last);
        return Optional.of(LogicalSort.create(input, RelCollations.of(keys), null, limit));
    }
}
