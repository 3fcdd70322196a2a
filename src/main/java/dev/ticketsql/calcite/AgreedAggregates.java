package dev.ticketsql.calcite;

import java.util.Set;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The whitelist of aggregate functions. Not here, because they differ: AVG, STDDEV and VARIANCE, for which Calcite
 * takes the pushed SUM and COUNT where it can; SUM of doubles, whose last bits depend on the order of the rows;
 * COUNT(DISTINCT a, b).
 *
 * <p>SUM of integers is pushed with the result cast back to Calcite's 64 bits: what does not fit is refused, as
 * {@link CheckedArithmetic} does.
 */
final class AgreedAggregates {

    private static final Set<SqlKind> KINDS =
            Set.of(SqlKind.COUNT, SqlKind.MIN, SqlKind.MAX, SqlKind.SUM, SqlKind.SUM0);

    private AgreedAggregates() {}

    /** The kinds that may be pushed down, some of them only with some arguments. */
    static Set<SqlKind> kinds() {
        return KINDS;
    }

    /** Whether both engines compute the same from {@code aggregate}. */
    static boolean agreeOn(Aggregate aggregate) {
        // GROUPING SETS, ROLLUP and CUBE are several aggregations at once.
        return Aggregate.isSimple(aggregate)
                && aggregate.getAggCallList().stream().allMatch(AgreedAggregates::agreeOn);
    }

    private static boolean agreeOn(AggregateCall call) {
        boolean plain = !call.isApproximate()
                && !call.ignoreNulls()
                && call.distinctKeys == null
                && call.rexList.isEmpty()
                && call.getCollation().getFieldCollations().isEmpty();
        SqlTypeName type = call.getType().getSqlTypeName();
        return plain
                && switch (call.getAggregation().getKind()) {
                    case COUNT -> call.getArgList().size() <= 1;
                    case MIN, MAX -> true;
                    case SUM, SUM0 -> type == SqlTypeName.BIGINT || type == SqlTypeName.INTEGER;
                    default -> false;
                };
    }
}
