package dev.ticketsql.calcite;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableWindow;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexProgramBuilder;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.schema.AggregateFunction;
import org.apache.calcite.schema.impl.AggregateFunctionImpl;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.apache.calcite.util.Optionality;

/**
 * Has arithmetic and sums of whole numbers, and of times, fail where the result does not fit its type, as the standard
 * and the mirror's engine do. Calcite 1.42 computes as Java does: one more than the largest number is the smallest. It
 * has operators that do not, and uses them only under conformances that are not the lenient one.
 *
 * <p>Works on the plan that was chosen: rules know the plain operators.
 */
final class CheckedArithmetic {

    private static final Map<SqlOperator, SqlOperator> CHECKED = Map.of(
            SqlStdOperatorTable.PLUS, SqlStdOperatorTable.CHECKED_PLUS,
            SqlStdOperatorTable.MINUS, SqlStdOperatorTable.CHECKED_MINUS,
            SqlStdOperatorTable.MULTIPLY, SqlStdOperatorTable.CHECKED_MULTIPLY,
            SqlStdOperatorTable.DIVIDE, SqlStdOperatorTable.CHECKED_DIVIDE,
            SqlStdOperatorTable.DIVIDE_INTEGER, SqlStdOperatorTable.CHECKED_DIVIDE,
            SqlStdOperatorTable.UNARY_MINUS, SqlStdOperatorTable.CHECKED_UNARY_MINUS);

    private static final SqlAggFunction SUM = wide("SUM", SqlKind.SUM, ReturnTypes.AGG_SUM);

    private static final SqlAggFunction SUM0 = wide("$SUM0", SqlKind.SUM0, ReturnTypes.AGG_SUM_EMPTY_IS_ZERO);

    /** As many as the largest number has that a whole number is rounded to. */
    private static final int DIGITS = 19;

    /** What may lead out of the years that there are. */
    private static final Set<SqlKind> MOVING = Set.of(SqlKind.PLUS, SqlKind.MINUS, SqlKind.CEIL, SqlKind.FLOOR);

    private static final SqlOperator CHECKED_TIMESTAMP = time("timestamp", long.class);

    private static final SqlOperator CHECKED_DATE = time("date", int.class);

    private CheckedArithmetic() {}

    /** The same plan, in which nothing wraps around. */
    static RelNode ofPlan(RelNode plan) {
        return PlanWalk.rewritten(plan, CheckedArithmetic::ofNode);
    }

    /** The same expression, in which nothing wraps around. */
    static RexNode ofExpression(RexNode expression, RexBuilder rexBuilder) {
        return expression.accept(new Operators(rexBuilder));
    }

    private static RelNode ofNode(RelNode rel) {
        if (rel instanceof Aggregate aggregate) {
            List<AggregateCall> calls = aggregate.getAggCallList().stream()
                    .map(CheckedArithmetic::ofCall)
                    .toList();
            return calls.equals(aggregate.getAggCallList())
                    ? aggregate
                    : aggregate.copy(
                            aggregate.getTraitSet(),
                            aggregate.getInput(),
                            aggregate.getGroupSet(),
                            aggregate.getGroupSets(),
                            calls);
        }
        if (rel instanceof EnumerableCalc calc) {
            return ofCalc(calc);
        }
        return rel instanceof EnumerableWindow window
                ? WindowFrames.with(
                        window,
                        window.getInput(),
                        window.getConstants(),
                        window.groups.stream().map(CheckedArithmetic::ofGroup).toList())
                : rel.accept(new Operators(rel.getCluster().getRexBuilder()));
    }

    /** Calcite would not put what one expression becomes several of into the order that it expects. */
    private static RelNode ofCalc(EnumerableCalc calc) {
        RexProgram program = calc.getProgram();
        RexBuilder rexBuilder = calc.getCluster().getRexBuilder();
        List<RexNode> checked = new Operators(rexBuilder).apply(program.getExprList());
        if (checked.equals(program.getExprList())) {
            return calc;
        }
        RexProgram ordered = RexProgramBuilder.create(
                        rexBuilder,
                        program.getInputRowType(),
                        checked,
                        program.getProjectList(),
                        program.getCondition(),
                        program.getOutputRowType(),
                        true,
                        null)
                .getProgram(false)
                .normalize(rexBuilder, null);
        return calc.copy(calc.getTraitSet(), calc.getInput(), ordered);
    }

    private static AggregateCall ofCall(AggregateCall call) {
        return AggregateCall.create(
                call.getParserPosition(),
                function(call.getAggregation(), call.getType()),
                call.isDistinct(),
                call.isApproximate(),
                call.ignoreNulls(),
                call.rexList,
                call.getArgList(),
                call.filterArg,
                call.distinctKeys,
                call.getCollation(),
                call.getType(),
                call.getName());
    }

    private static Window.Group ofGroup(Window.Group group) {
        return new Window.Group(
                group.keys,
                group.isRows,
                group.lowerBound,
                group.upperBound,
                group.exclude,
                group.orderKeys,
                group.aggCalls.stream()
                        .map(call -> new Window.RexWinAggCall(
                                call.getParserPosition(),
                                function((SqlAggFunction) call.getOperator(), call.getType()),
                                call.getType(),
                                call.getOperands(),
                                call.ordinal,
                                call.distinct,
                                call.ignoreNulls))
                        .toList());
    }

    private static SqlAggFunction function(SqlAggFunction function, RelDataType type) {
        if (type.getSqlTypeName() != SqlTypeName.BIGINT) {
            return function;
        }
        return switch (function.getKind()) {
            case SUM -> SUM;
            case SUM0 -> SUM0;
            default -> function;
        };
    }

    private static SqlOperator time(String name, Class<?> value) {
        return new SqlUserDefinedFunction(
                new SqlIdentifier(name, SqlParserPos.ZERO),
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.ARG0,
                InferTypes.RETURN_TYPE,
                null,
                requireNonNull(ScalarFunctionImpl.create(Types.lookupMethod(TimeRange.class, name, value))));
    }

    private static SqlAggFunction wide(String name, SqlKind kind, SqlReturnTypeInference type) {
        AggregateFunction sum = requireNonNull(AggregateFunctionImpl.create(WideSum.class));
        return new SqlUserDefinedAggFunction(
                new SqlIdentifier(name, SqlParserPos.ZERO),
                kind,
                type,
                InferTypes.RETURN_TYPE,
                null,
                sum,
                false,
                false,
                Optionality.FORBIDDEN);
    }

    private static final class Operators extends RexShuttle {

        private final RexBuilder rexBuilder;

        Operators(RexBuilder rexBuilder) {
            this.rexBuilder = rexBuilder;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            RexNode visited = super.visitCall(call);
            if (visited instanceof RexCall moved && MOVING.contains(moved.getKind())) {
                SqlTypeName type = moved.getType().getSqlTypeName();
                if (type == SqlTypeName.TIMESTAMP) {
                    return rexBuilder.makeCall(moved.getType(), CHECKED_TIMESTAMP, List.of(moved));
                }
                if (type == SqlTypeName.DATE) {
                    return rexBuilder.makeCall(moved.getType(), CHECKED_DATE, List.of(moved));
                }
            }
            if (!(visited instanceof RexCall arithmetic)
                    || !isWhole(arithmetic)
                    || !arithmetic.getOperands().stream().allMatch(Operators::isWhole)) {
                return visited;
            }
            if (arithmetic.getOperator().equals(SqlStdOperatorTable.ABS)) {
                return absolute(arithmetic);
            }
            // Libraries have some of that name.
            if (arithmetic.getOperator().getName().equals("ROUND")) {
                return rounded(arithmetic);
            }
            SqlOperator checked = CHECKED.getOrDefault(arithmetic.getOperator(), arithmetic.getOperator());
            return checked.equals(arithmetic.getOperator())
                    ? arithmetic
                    : rexBuilder.makeCall(arithmetic.getType(), checked, arithmetic.getOperands());
        }

        /** The smallest number has no opposite. */
        private RexNode absolute(RexCall call) {
            RexNode number = call.getOperands().get(0);
            RexNode zero = rexBuilder.makeZeroLiteral(number.getType());
            RexNode negative = rexBuilder.makeCall(SqlStdOperatorTable.LESS_THAN, number, zero);
            RexNode opposite =
                    rexBuilder.makeCall(call.getType(), SqlStdOperatorTable.CHECKED_UNARY_MINUS, List.of(number));
            return rexBuilder.makeCall(call.getType(), SqlStdOperatorTable.CASE, List.of(negative, opposite, number));
        }

        /** The largest number may be rounded up to one that is larger. */
        private RexNode rounded(RexCall call) {
            List<RexNode> operands = new ArrayList<>(call.getOperands());
            RelDataType decimal = rexBuilder
                    .getTypeFactory()
                    .createTypeWithNullability(
                            rexBuilder.getTypeFactory().createSqlType(SqlTypeName.DECIMAL, DIGITS, 0),
                            operands.get(0).getType().isNullable());
            operands.set(0, rexBuilder.makeCast(decimal, operands.get(0)));
            return rexBuilder.makeCast(call.getType(), rexBuilder.makeCall(decimal, call.getOperator(), operands));
        }

        private static boolean isWhole(RexNode node) {
            return SqlTypeName.INT_TYPES.contains(node.getType().getSqlTypeName());
        }
    }
}
