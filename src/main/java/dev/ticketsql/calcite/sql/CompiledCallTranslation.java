package dev.ticketsql.calcite.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;

/**
 * Writes calls that DuckDB lacks as calls of a {@link CompiledFunction}. Operators that DuckDB lacks and that stand
 * inside one another become one function; its arguments are the nearest expressions below that DuckDB has.
 */
final class CompiledCallTranslation {

    private static final Set<String> GROUP_WINDOWS = Set.of("TUMBLE", "HOP", "SESSION");

    private final RexBuilder rexBuilder;
    private final JavaFunctions functions;
    private final ExpressionWriter scalars;
    private final Predicate<RexNode> isNative;

    /** @param isNative tests whether DuckDB has the operator of an expression */
    CompiledCallTranslation(
            RexBuilder rexBuilder, JavaFunctions functions, ExpressionWriter scalars, Predicate<RexNode> isNative) {
        this.rexBuilder = rexBuilder;
        this.functions = functions;
        this.scalars = scalars;
        this.isNative = isNative;
    }

    /** Writes {@code call} as a call of a compiled function over the nearest native expressions below it. */
    String sql(RexCall call, Scope scope) {
        List<RexNode> arguments = new ArrayList<>();
        RexNode body = outlined(call, arguments);
        CompiledFunction function = CompiledFunction.of(
                body, arguments.stream().map(RexNode::getType).toList(), rexBuilder, describe(call));
        functions.add(function);
        List<String> values = new ArrayList<>();
        for (RexNode argument : arguments) {
            values.add(UdfType.of(argument.getType()).toFunction(scalars.sql(argument, scope)));
        }
        return UdfType.fromFunction(function.name() + "(" + String.join(", ", values) + ")", call.getType());
    }

    /** Moves the native parts of {@code node} to {@code arguments}, and puts input columns in their places. */
    private RexNode outlined(RexNode node, List<RexNode> arguments) {
        boolean isInside = node instanceof RexLiteral literal
                ? !UdfType.isPassed(literal.getType())
                : node instanceof RexCall call && (!isNative.test(call) || !UdfType.isPassed(call.getType()));
        if (!isInside) {
            int known = arguments.indexOf(node);
            if (known < 0) {
                arguments.add(node);
            }
            // The engine may hand over NULL where the plan knows that there is none.
            RelDataType type = rexBuilder.getTypeFactory().createTypeWithNullability(node.getType(), true);
            return new RexInputRef(known < 0 ? arguments.size() - 1 : known, type);
        }
        if (!(node instanceof RexCall call)) {
            return node;
        }
        if (call instanceof RexOver || call instanceof RexSubQuery) {
            throw new UnsupportedSqlException("a subquery or window function of type " + call.getType()
                    + " cannot be the argument of a function");
        }
        if (RexImpTable.INSTANCE.get(call.getOperator()) == null) {
            throw new UnsupportedSqlException(
                    "TicketSQL has no function " + describe(call) + " in this place" + advice(describe(call)));
        }
        List<RexNode> operands = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            // Calcite compiles the FORMAT of a cast into its code.
            boolean isFormat = isCast(call) && !operands.isEmpty();
            operands.add(isFormat ? operand : outlined(operand, arguments));
        }
        return call.clone(call.getType(), operands);
    }

    private static String advice(String function) {
        if (GROUP_WINDOWS.contains(function)) {
            return ": group by FLOOR(\"time\" TO HOUR), or another unit";
        }
        return function.equals("AT TIME ZONE")
                ? ": write LOCAL_TIME(\"time\", 'Asia/Tokyo') for what clocks there show at that time"
                : "";
    }

    private static boolean isCast(RexCall call) {
        return call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST;
    }

    private static String describe(RexCall call) {
        return call.getOperator().getName().toUpperCase(Locale.ROOT).replace("$", "");
    }
}
