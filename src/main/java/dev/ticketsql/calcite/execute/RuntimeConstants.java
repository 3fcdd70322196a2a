package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.plan.ConstantExpressions;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.DataContext;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of an execution into expressions: parameters, the current time, the user's name. Every part of a
 * statement then sees the same ones, whichever engine computes it.
 */
public final class RuntimeConstants extends RexShuttle {

    private static final int MILLIS_PRECISION = 3;

    /** What is said of a parameter whose value cannot stand where the statement has it. */
    private static final String OTHER_TYPE =
            "a parameter has another type than what it stands beside: set a TIMESTAMP with setTimestamp, "
                    + "a DATE with setDate, a BIGINT such as start_time with setLong, text with setString";

    private final DataContext context;
    private final RexBuilder rexBuilder;

    public RuntimeConstants(DataContext context, RexBuilder rexBuilder) {
        this.context = context;
        this.rexBuilder = rexBuilder;
    }

    /** @throws IllegalArgumentException if the parameter's value is of another type than its place */
    @Override
    public RexNode visitDynamicParam(RexDynamicParam parameter) {
        return literal(context.get(parameter.getName()), parameter.getType());
    }

    @Override
    public RexNode visitCall(RexCall call) {
        if (!ConstantExpressions.isOfExecution(call.getOperator())) {
            return super.visitCall(call);
        }
        return switch (call.getOperator().getName()) {
            case "CURRENT_TIMESTAMP", "CURRENT_DATETIME" ->
                literal(DataContext.Variable.CURRENT_TIMESTAMP.get(context), call.getType());
            case "LOCALTIMESTAMP" -> literal(DataContext.Variable.LOCAL_TIMESTAMP.get(context), call.getType());
            case "CURRENT_DATE" -> literal((int) Math.floorDiv(nowMillis(), TimeUnit.DAYS.toMillis(1)), call.getType());
            case "CURRENT_TIME", "LOCALTIME" ->
                literal((int) Math.floorMod(nowMillis(), TimeUnit.DAYS.toMillis(1)), call.getType());
            default -> literal(computed(call), call.getType());
        };
    }

    /** Of whatever else changes from one execution to the next, as the user's name. */
    private @Nullable Object computed(RexCall call) {
        RelDataType noRow = rexBuilder.getTypeFactory().builder().build();
        @Nullable
        Object @Nullable [] values = RexExecutorImpl.getExecutable(rexBuilder, List.of(call), noRow)
                .getFunction()
                .apply(context);
        return values == null ? null : values[0];
    }

    private long nowMillis() {
        Long millis = DataContext.Variable.LOCAL_TIMESTAMP.get(context);
        return millis == null ? System.currentTimeMillis() : millis;
    }

    private RexNode literal(@Nullable Object value, RelDataType type) {
        if (value == null) {
            return rexBuilder.makeNullLiteral(type);
        }
        SqlTypeName name = type.getSqlTypeName();
        try {
            return switch (name) {
                case TIMESTAMP ->
                    rexBuilder.makeTimestampLiteral(
                            TimestampString.fromMillisSinceEpoch(((Number) value).longValue()), MILLIS_PRECISION);
                case DATE -> rexBuilder.makeDateLiteral(DateString.fromDaysSinceEpoch(((Number) value).intValue()));
                case TIME ->
                    rexBuilder.makeTimeLiteral(
                            TimeString.fromMillisOfDay(((Number) value).intValue()), MILLIS_PRECISION);
                case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL ->
                    rexBuilder.makeLiteral(new BigDecimal(((Number) value).toString()), type, false);
                case FLOAT, REAL, DOUBLE -> rexBuilder.makeLiteral(((Number) value).doubleValue(), type, false);
                case CHAR, VARCHAR -> rexBuilder.makeLiteral(value.toString(), type, false);
                case BOOLEAN -> rexBuilder.makeLiteral((boolean) (Boolean) value);
                default -> rexBuilder.makeLiteral(value, type, false);
            };
        } catch (ClassCastException e) {
            throw new IllegalArgumentException(OTHER_TYPE, e);
        }
    }
}
