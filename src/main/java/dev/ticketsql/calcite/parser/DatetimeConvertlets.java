package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.function.EngineFunctions;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Converts the {@link DatetimeArithmetic sums of dates} to the standard's operators in plans: {@code d - 7} is {@code d
 * - INTERVAL '7' DAY}, {@code d + INTERVAL '2' HOUR} adds to a timestamp. A difference of timestamps is the standard's
 * interval, of dates {@link EngineFunctions#DATE_DIFFERENCE}. A {@link RecursiveColumn} becomes a cast.
 */
public final class DatetimeConvertlets implements SqlRexConvertletTable {

    private static final BigDecimal DAY_MILLIS = BigDecimal.valueOf(86_400_000);

    /** Type of a number of days, which may have ten digits. */
    private static final SqlIntervalQualifier DAYS =
            new SqlIntervalQualifier(TimeUnit.DAY, 10, null, -1, SqlParserPos.ZERO);

    private final SqlRexConvertletTable others;

    /** Converts its own calls, and leaves all others to {@code others}. */
    public DatetimeConvertlets(SqlRexConvertletTable others) {
        this.others = others;
    }

    @Override
    public @Nullable SqlRexConvertlet get(SqlCall call) {
        if (call.getOperator() instanceof RecursiveColumn) {
            return RecursiveColumn::converted;
        }
        return DatetimeArithmetic.isSum(call) ? DatetimeConvertlets::converted : others.get(call);
    }

    private static RexNode converted(SqlRexContext context, SqlCall sum) {
        RexNode left = context.convertExpression(sum.operand(0));
        RexNode right = context.convertExpression(sum.operand(1));
        boolean minus = sum.getKind() == SqlKind.MINUS;
        RexBuilder builder = context.getRexBuilder();
        if (minus && isInstant(left) && isInstant(right)) {
            boolean dates = DatetimeArithmetic.isDate(left.getType()) && DatetimeArithmetic.isDate(right.getType());
            return dates
                    ? builder.makeCall(EngineFunctions.DATE_DIFFERENCE, left, right)
                    : difference(timestamp(left, builder), timestamp(right, builder), builder);
        }
        if (isInstant(left)) {
            return shifted(left, right, minus, builder);
        }
        return !minus && isInstant(right)
                ? shifted(right, left, false, builder)
                : builder.makeCall(minus ? SqlStdOperatorTable.MINUS : SqlStdOperatorTable.PLUS, left, right);
    }

    /** Builds the standard's difference, for which conditions have ranges of time. */
    private static RexNode difference(RexNode left, RexNode right, RexBuilder builder) {
        RelDataTypeFactory types = builder.getTypeFactory();
        RelDataType type = types.createTypeWithNullability(
                EngineFunctions.daysAndTime(types),
                left.getType().isNullable() || right.getType().isNullable());
        return builder.makeCall(type, SqlStdOperatorTable.MINUS_DATE, List.of(left, right));
    }

    private static RexNode timestamp(RexNode instant, RexBuilder builder) {
        RelDataTypeFactory types = builder.getTypeFactory();
        return DatetimeArithmetic.isDate(instant.getType())
                ? builder.makeCast(
                        types.createTypeWithNullability(
                                types.createSqlType(SqlTypeName.TIMESTAMP),
                                instant.getType().isNullable()),
                        instant)
                : instant;
    }

    private static boolean isInstant(RexNode node) {
        return DatetimeArithmetic.isTimestampOrDate(node.getType());
    }

    private static RexNode shifted(RexNode instant, RexNode by, boolean minus, RexBuilder builder) {
        RelDataTypeFactory types = builder.getTypeFactory();
        boolean date = DatetimeArithmetic.isDate(instant.getType());
        RexNode interval = SqlTypeUtil.isIntType(by.getType()) ? days(by, builder) : by;
        RexNode start =
                date && DatetimeArithmetic.isFinerThanDay(interval.getType()) ? timestamp(instant, builder) : instant;
        RelDataType type = types.createTypeWithNullability(
                start.getType(),
                start.getType().isNullable() || interval.getType().isNullable());
        return builder.makeCall(
                type,
                minus ? SqlStdOperatorTable.MINUS_DATE : SqlStdOperatorTable.DATETIME_PLUS,
                List.of(start, interval));
    }

    private static RexNode days(RexNode number, RexBuilder builder) {
        BigDecimal written = number instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
        return written == null
                ? builder.makeCall(SqlStdOperatorTable.MULTIPLY, number, builder.makeIntervalLiteral(DAY_MILLIS, DAYS))
                : builder.makeIntervalLiteral(written.multiply(DAY_MILLIS), DAYS);
    }
}
