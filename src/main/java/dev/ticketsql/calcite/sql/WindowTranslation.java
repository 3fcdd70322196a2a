package dev.ticketsql.calcite.sql;

import dev.ticketsql.calcite.function.EngineAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlKind;

/** Writes window functions with their partitions, orders and frames. */
final class WindowTranslation {

    /** Functions of the whole partition; a frame, which Calcite gives them too, has no meaning there. */
    private static final Set<SqlKind> WITHOUT_FRAME = Set.of(
            SqlKind.ROW_NUMBER,
            SqlKind.RANK,
            SqlKind.DENSE_RANK,
            SqlKind.PERCENT_RANK,
            SqlKind.CUME_DIST,
            SqlKind.NTILE,
            SqlKind.LAG,
            SqlKind.LEAD);

    private final ExpressionWriter scalars;

    WindowTranslation(ExpressionWriter scalars) {
        this.scalars = scalars;
    }

    String sql(RexOver over, Scope scope) {
        if (AggregateFunctions.isExactAverage(over.getAggOperator(), types(over))) {
            String argument = (over.isDistinct() ? "DISTINCT " : "")
                    + scalars.sql(over.getOperands().get(0), scope);
            String frame = ") OVER (" + window(over, scope) + ")";
            return AggregateFunctions.average("sum(" + argument + frame, "count(" + argument + frame, over.getType());
        }
        if (over.getAggOperator() instanceof EngineAggregate function) {
            return function.sql(
                    scalars.sql(over.getOperands(), scope), over.isDistinct(), " OVER (" + window(over, scope) + ")");
        }
        AggregateFunctions.Spelling function =
                AggregateFunctions.of(over.getAggOperator(), scalars.sql(over.getOperands(), scope), over.getType());
        String call = function.name() + "(" + (over.isDistinct() ? "DISTINCT " : "")
                + String.join(", ", function.arguments()) + (over.ignoreNulls() ? " IGNORE NULLS" : "") + ")";
        return function.result().apply("(" + call + " OVER (" + window(over, scope) + "))");
    }

    private static List<RelDataType> types(RexOver over) {
        return over.getOperands().stream().map(RexNode::getType).toList();
    }

    private String window(RexOver over, Scope scope) {
        RexWindow window = over.getWindow();
        List<String> clauses = new ArrayList<>();
        if (!window.partitionKeys.isEmpty()) {
            clauses.add("PARTITION BY " + String.join(", ", scalars.sql(window.partitionKeys, scope)));
        }
        if (!window.orderKeys.isEmpty()) {
            clauses.add("ORDER BY "
                    + String.join(
                            ", ",
                            window.orderKeys.stream()
                                    .map(key -> orderKey(key, scope))
                                    .toList()));
        }
        if (!WITHOUT_FRAME.contains(over.getAggOperator().getKind()) && !isDefault(window)) {
            clauses.add(frame(window, scope));
        }
        return String.join(" ", clauses);
    }

    private String orderKey(RexFieldCollation key, Scope scope) {
        return SortTranslation.direction(
                scalars.sql(key.left, scope),
                key.getDirection().isDescending(),
                key.getNullDirection() == RelFieldCollation.NullDirection.FIRST);
    }

    private static boolean isDefault(RexWindow window) {
        return !window.isRows()
                && window.getExclude() == RexWindowExclusion.EXCLUDE_NO_OTHER
                && window.getLowerBound().isUnbounded()
                && window.getUpperBound().isCurrentRow();
    }

    private String frame(RexWindow window, Scope scope) {
        String exclude = switch (window.getExclude()) {
            case EXCLUDE_NO_OTHER -> "";
            case EXCLUDE_CURRENT_ROW -> " EXCLUDE CURRENT ROW";
            case EXCLUDE_GROUP -> " EXCLUDE GROUP";
            case EXCLUDE_TIES -> " EXCLUDE TIES";
        };
        return (window.isRows() ? "ROWS" : "RANGE") + " BETWEEN " + bound(window.getLowerBound(), scope) + " AND "
                + bound(window.getUpperBound(), scope) + exclude;
    }

    private String bound(RexWindowBound bound, Scope scope) {
        if (bound.isCurrentRow()) {
            return "CURRENT ROW";
        }
        String direction = bound.isPreceding() ? " PRECEDING" : " FOLLOWING";
        RexNode offset = bound.getOffset();
        return (bound.isUnbounded() || offset == null ? "UNBOUNDED" : distance(offset, scope)) + direction;
    }

    /** Writes the distance of a frame. In an order by time it is an INTERVAL of DuckDB, and not a number. */
    private String distance(RexNode offset, Scope scope) {
        return offset instanceof RexLiteral literal && !EngineTypes.isInterval(offset.getType())
                ? EngineLiterals.plain(literal)
                : EngineTypes.interval(scalars.sql(offset, scope), offset.getType());
    }
}
