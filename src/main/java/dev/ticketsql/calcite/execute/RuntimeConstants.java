package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.plan.ConstantExpressions;
import dev.ticketsql.calcite.plan.RowLiterals;
import dev.ticketsql.event.ClassifiedException;
import dev.ticketsql.event.ErrorKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Replaces parameters, the current time and the user's name in expressions by the values of an execution, so that all
 * parts of a statement see the same values, whichever engine computes them.
 */
public final class RuntimeConstants extends RexShuttle {

    /** Message for a parameter whose value has another type than its place. */
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
        RelDataType type = parameter.getType();
        @Nullable Object value = context.get(parameter.getName());
        return literal(
                value instanceof Number number && type.getSqlTypeName() == SqlTypeName.DECIMAL
                        ? rounded(new BigDecimal(number.toString()), type)
                        : value,
                type);
    }

    /** Rounds as a cast does, which Calcite leaves out where the parameter has its type already. */
    private static BigDecimal rounded(BigDecimal number, RelDataType type) {
        return number.scale() > type.getScale() ? number.setScale(type.getScale(), RoundingMode.HALF_UP) : number;
    }

    /**
     * The value with all its digits: a comparison gives the parameter the type of what it stands beside, by which
     * {@code 1.55 = 1.555} would hold.
     */
    private RexNode compared(RexNode operand) {
        boolean isDecimal =
                operand instanceof RexDynamicParam && operand.getType().getSqlTypeName() == SqlTypeName.DECIMAL;
        return isDecimal && context.get(((RexDynamicParam) operand).getName()) instanceof Number number
                ? rexBuilder.makeExactLiteral(new BigDecimal(number.toString()))
                : operand.accept(this);
    }

    @Override
    public RexNode visitCall(RexCall call) {
        if (call.isA(SqlKind.COMPARISON)) {
            return call.clone(
                    call.getType(),
                    call.getOperands().stream().map(this::compared).toList());
        }
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

    /** Computes the other functions that change from one execution to the next, as the user's name. */
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
        try {
            return RowLiterals.node(value, type, rexBuilder);
        } catch (ClassCastException e) {
            throw new ClassifiedException(e, ErrorKind.OTHER_TYPE, OTHER_TYPE);
        }
    }
}
