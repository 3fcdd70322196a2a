package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.function.DatetimeFunctions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;

/**
 * Rewrites the buckets of TimescaleDB and DuckDB, {@code TIME_BUCKET('15 minutes', x)}, and PostgreSQL's
 * {@code DATE_BIN('15 minutes', x, origin)}. Buckets of one unit, which begin where the unit does, are {@code FLOOR(x
 * TO unit)}, which bounds time; DuckDB computes the others.
 */
final class TimeBuckets {

    private static final Map<Long, TimeUnit> BY_MONTHS =
            Map.of(1L, TimeUnit.MONTH, 3L, TimeUnit.QUARTER, 12L, TimeUnit.YEAR);

    private static final Map<Long, TimeUnit> BY_MILLIS = Map.of(
            1_000L,
            TimeUnit.SECOND,
            60_000L,
            TimeUnit.MINUTE,
            3_600_000L,
            TimeUnit.HOUR,
            86_400_000L,
            TimeUnit.DAY,
            7 * 86_400_000L,
            TimeUnit.WEEK);

    private TimeBuckets() {}

    /** Rewrites buckets without an origin: weeks begin on Monday, other days are counted from Monday 2000-01-03. */
    static SqlNode fromDefault(SqlCall call) {
        SqlIntervalLiteral width = width(call);
        return unit(width)
                .map(unit -> DateFunctionSpellings.start(unit, call.operand(1), call.getParserPosition()))
                .orElseGet(() -> (isOfMonths(width) ? DatetimeFunctions.MONTHS_BUCKET : call.getOperator())
                        .createCall(call.getParserPosition(), width, call.operand(1)));
    }

    /**
     * Rewrites buckets that are counted from an origin, also before it.
     *
     * @throws CalciteException if the width is of months, which PostgreSQL refuses as well
     */
    static SqlNode fromOrigin(SqlCall call) {
        SqlIntervalLiteral width = width(call);
        if (isOfMonths(width)) {
            throw new CalciteException(
                    SqlNodes.nameOf(call)
                            + " counts no months from an origin: write a width of days or less, or DATE_TRUNC",
                    null);
        }
        return call.getOperator().createCall(call.getParserPosition(), width, call.operand(1), call.operand(2));
    }

    private static SqlIntervalLiteral width(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        SqlNode width = call.operand(0);
        List<SqlNode> literals = width instanceof SqlCharStringLiteral text
                ? IntervalText.of(text.toValue()).literals(at)
                : List.of(width);
        if (literals.size() == 1 && literals.get(0) instanceof SqlIntervalLiteral literal && length(literal) > 0) {
            return literal;
        }
        throw new CalciteException(
                SqlNodes.nameOf(call) + " takes the width of its buckets first, as in '15 minutes' or '7 days', not "
                        + width,
                null);
    }

    private static Optional<TimeUnit> unit(SqlIntervalLiteral width) {
        return Optional.ofNullable((isOfMonths(width) ? BY_MONTHS : BY_MILLIS).get(length(width)));
    }

    /** Width in months or milliseconds. */
    private static long length(SqlIntervalLiteral width) {
        SqlIntervalLiteral.IntervalValue value = value(width);
        return isOfMonths(width) ? SqlParserUtil.intervalToMonths(value) : SqlParserUtil.intervalToMillis(value);
    }

    private static boolean isOfMonths(SqlIntervalLiteral width) {
        return value(width).getIntervalQualifier().isYearMonth();
    }

    private static SqlIntervalLiteral.IntervalValue value(SqlIntervalLiteral width) {
        return width.getValueAs(SqlIntervalLiteral.IntervalValue.class);
    }
}
