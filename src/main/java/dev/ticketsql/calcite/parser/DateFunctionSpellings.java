package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.function.TicketSqlTypeSystem;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the date functions of other dialects as the standard's, for which conditions have ranges of time:
 * {@code FLOOR(x TO unit)}, {@code EXTRACT(unit FROM x)}, {@code TIMESTAMPADD}, {@code TIMESTAMPDIFF}, intervals,
 * casts.
 *
 * <p>The name and the order of the arguments decide how a difference counts: {@code DATEDIFF(unit, from, to)} and
 * {@code DATE_DIFF(to, from, unit)} count the borders of units between the two, {@code DATEDIFF(to, from)} the days,
 * and {@code TIMESTAMP_DIFF(to, from, unit)}, as the standard's {@code TIMESTAMPDIFF}, whole units.
 */
final class DateFunctionSpellings {

    /** Units of {@code DATE_TRUNC} that PostgreSQL has, and whose borders a difference counts. */
    private static final List<TimeUnit> TRUNCATED = List.of(
            TimeUnit.YEAR,
            TimeUnit.QUARTER,
            TimeUnit.MONTH,
            TimeUnit.WEEK,
            TimeUnit.DAY,
            TimeUnit.HOUR,
            TimeUnit.MINUTE,
            TimeUnit.SECOND);

    private static final Set<TimeUnit> OF_A_DAY = EnumSet.of(TimeUnit.HOUR, TimeUnit.MINUTE, TimeUnit.SECOND);

    private DateFunctionSpellings() {}

    /** The standard's form of {@code call}, or {@code call} itself. */
    static SqlNode standard(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        List<@Nullable SqlNode> operands = call.getOperandList();
        if (operands.contains(null)) {
            return call;
        }
        return switch (SqlNodes.nameOf(call) + operands.size()) {
            case "DATE_TRUNC2", "DATETRUNC2", "TIMESTAMP_TRUNC2", "DATETIME_TRUNC2" -> truncated(call);
            case "TRUNC2" ->
                call.operand(1) instanceof SqlCharStringLiteral unit
                        ? truncated(
                                DateUnit.ofText(unit).orElseThrow(() -> unknownUnit(call, unit)), call.operand(0), call)
                        : SqlStdOperatorTable.TRUNCATE.createCall(at, operands);
            case "TIME_BUCKET2" -> TimeBuckets.fromDefault(call);
            case "TIME_BUCKET3", "DATE_BIN3" -> TimeBuckets.fromOrigin(call);
            case "DATE_PART2", "DATEPART2" -> part(call);
            case "EXTRACT2" -> asInPostgres(withUnit(call), at);
            case "TIMESTAMPADD3", "TIMESTAMPDIFF3" -> withUnit(call);
            case "DATEADD3", "DATE_ADD3", "TIMESTAMP_ADD3", "DATETIME_ADD3" -> added(call);
            case "DATE_ADD2", "TIMESTAMP_ADD2", "DATETIME_ADD2", "ADDDATE2" -> shifted(call, true);
            case "DATE_SUB2", "TIMESTAMP_SUB2", "DATETIME_SUB2", "SUBDATE2" -> shifted(call, false);
            case "DATEDIFF2", "DATE_DIFF2" -> days(call.operand(1), call.operand(0), at);
            case "DATEDIFF3", "DATE_DIFF3" -> borders(call);
            case "TIMESTAMP_DIFF3", "DATETIME_DIFF3" -> wholeUnits(call);
            default -> call;
        };
    }

    private static SqlNode truncated(SqlCall call) {
        SqlNode first = call.operand(0);
        SqlNode second = call.operand(1);
        Optional<TimeUnit> leading = DateUnit.ofText(first);
        if (leading.isPresent()) {
            return truncated(leading.get(), second, call);
        }
        Optional<TimeUnit> trailing =
                DateUnit.ofName(second).or(() -> DateUnit.ofText(second)).filter(TRUNCATED::contains);
        if (trailing.isPresent()) {
            return truncated(trailing.get(), first, call);
        }
        return DateUnit.ofName(first)
                .map(unit -> truncated(unit, second, call))
                .orElseThrow(() -> unknownUnit(call, first));
    }

    private static SqlNode truncated(TimeUnit unit, SqlNode instant, SqlCall call) {
        if (!TRUNCATED.contains(unit)) {
            throw unknownUnit(call, call.operand(0) == instant ? call.operand(1) : call.operand(0));
        }
        return start(unit, instant, call.getParserPosition());
    }

    private static CalciteException unknownUnit(SqlCall call, SqlNode name) {
        return new CalciteException(
                SqlNodes.nameOf(call) + " knows no unit " + name + ": write one of "
                        + TRUNCATED.stream()
                                .map(each -> "'" + each.name().toLowerCase(Locale.ROOT) + "'")
                                .collect(Collectors.joining(", ")),
                null);
    }

    /** The first instant of the unit. PostgreSQL's weeks begin on Monday, those of Calcite's FLOOR on Sunday. */
    static SqlNode start(TimeUnit unit, SqlNode instant, SqlParserPos at) {
        if (unit != TimeUnit.WEEK) {
            return SqlNodes.floor(instant, unit, at);
        }
        SqlNode sunday =
                SqlNodes.floor(SqlNodes.minus(instant, SqlNodes.interval("1", TimeUnit.DAY, at), at), unit, at);
        return SqlNodes.plus(sunday, SqlNodes.interval("1", TimeUnit.DAY, at), at);
    }

    private static SqlNode part(SqlCall call) {
        SqlNode unit = call.operand(0);
        return DateUnit.ofText(unit)
                .or(() -> DateUnit.ofName(unit))
                .map(known -> extracted(known, call.operand(1), call.getParserPosition()))
                .orElse(call);
    }

    private static SqlNode extracted(TimeUnit unit, SqlNode instant, SqlParserPos at) {
        return asInPostgres(SqlStdOperatorTable.EXTRACT.createCall(at, DateUnit.qualifier(unit, at), instant), at);
    }

    /**
     * Converts EXTRACT to PostgreSQL's values. Its Sunday is 0, Calcite's 1, as in DAYOFWEEK. The seconds between two
     * times are a NUMERIC, so that {@code EXTRACT(EPOCH FROM b - a) / 3600} keeps half an hour; those of a time are
     * whole, as {@code start_time} is.
     */
    private static SqlNode asInPostgres(SqlNode extract, SqlParserPos at) {
        if (!(extract instanceof SqlCall call) || !(call.operand(0) instanceof SqlIntervalQualifier unit)) {
            return extract;
        }
        if (unit.getUnit() == TimeUnit.DOW) {
            return SqlNodes.minus(extract, SqlNodes.number(1, at), at);
        }
        return unit.getUnit() == TimeUnit.EPOCH && isDifference(call.operand(1))
                ? SqlStdOperatorTable.CAST.createCall(
                        at, extract, new SqlDataTypeSpec(TicketSqlTypeSystem.freeDecimal(at), at))
                : extract;
    }

    /** Tests for one value minus another that is no interval. */
    private static boolean isDifference(SqlNode value) {
        return value.getKind() == SqlKind.MINUS
                && !(((SqlCall) value).operand(1) instanceof SqlIntervalLiteral)
                && ((SqlCall) value).operand(1).getKind() != SqlKind.TIMES;
    }

    /** Resolves the name of a unit, which Calcite would look up as a time frame. */
    private static SqlNode withUnit(SqlCall call) {
        if (!(call.operand(0) instanceof SqlIntervalQualifier qualifier) || qualifier.timeFrameName == null) {
            return call;
        }
        return DateUnit.ofName(qualifier)
                .<SqlNode>map(unit -> {
                    SqlNode[] operands = call.getOperandList().toArray(SqlNode[]::new);
                    operands[0] = DateUnit.qualifier(unit, qualifier.getParserPosition());
                    return call.getOperator().createCall(call.getParserPosition(), operands);
                })
                .orElse(call);
    }

    private static SqlNode added(SqlCall call) {
        SqlNode unit = call.operand(0);
        SqlParserPos at = call.getParserPosition();
        return DateUnit.ofText(unit)
                .or(() -> DateUnit.ofName(unit))
                .<SqlNode>map(known -> SqlStdOperatorTable.TIMESTAMP_ADD.createCall(
                        at, DateUnit.qualifier(known, at), call.operand(1), call.operand(2)))
                .orElse(call);
    }

    private static SqlNode shifted(SqlCall call, boolean later) {
        SqlParserPos at = call.getParserPosition();
        SqlNode interval = call.operand(1);
        if (!Intervals.isInterval(interval)) {
            throw new CalciteException(
                    SqlNodes.nameOf(call)
                            + " takes an interval: write "
                            + call.operand(0) + (later ? " + " : " - ") + "INTERVAL '1' DAY",
                    null);
        }
        SqlCall sum = (SqlCall)
                (later ? SqlNodes.plus(call.operand(0), interval, at) : SqlNodes.minus(call.operand(0), interval, at));
        return Intervals.applied(sum);
    }

    private static SqlNode borders(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        SqlNode first = call.operand(0);
        SqlNode last = call.operand(2);
        Optional<TimeUnit> leading = DateUnit.ofText(first);
        boolean named = call.getOperator().getName().equalsIgnoreCase("DATEDIFF");
        if (leading.isEmpty() && (named || DateUnit.ofName(last).isEmpty())) {
            leading = DateUnit.ofName(first);
        }
        if (leading.isPresent()) {
            return borders(leading.get(), call.operand(1), last, at);
        }
        return DateUnit.ofName(last)
                .or(() -> DateUnit.ofText(last))
                .map(unit -> borders(unit, call.operand(1), first, at))
                .orElseThrow(() -> unknownUnit(call, first));
    }

    private static SqlNode borders(TimeUnit unit, SqlNode from, SqlNode to, SqlParserPos at) {
        if (unit == TimeUnit.DAY) {
            return days(from, to, at);
        }
        SqlTypeName type = OF_A_DAY.contains(unit) ? SqlTypeName.TIMESTAMP : SqlTypeName.DATE;
        SqlNode first = SqlNodes.cast(from, type, at);
        SqlNode last = SqlNodes.cast(to, type, at);
        return TRUNCATED.contains(unit)
                ? difference(unit, start(unit, first, at), start(unit, last, at), at)
                : difference(unit, first, last, at);
    }

    private static SqlNode days(SqlNode from, SqlNode to, SqlParserPos at) {
        return difference(
                TimeUnit.DAY, SqlNodes.cast(from, SqlTypeName.DATE, at), SqlNodes.cast(to, SqlTypeName.DATE, at), at);
    }

    private static SqlNode wholeUnits(SqlCall call) {
        SqlNode unit = call.operand(2);
        return DateUnit.ofName(unit)
                .or(() -> DateUnit.ofText(unit))
                .map(known -> difference(known, call.operand(1), call.operand(0), call.getParserPosition()))
                .orElse(call);
    }

    private static SqlNode difference(TimeUnit unit, SqlNode from, SqlNode to, SqlParserPos at) {
        return SqlStdOperatorTable.TIMESTAMP_DIFF.createCall(at, DateUnit.qualifier(unit, at), from, to);
    }
}
