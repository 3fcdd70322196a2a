package dev.ticketsql.calcite;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Lets conditions see NULLs. Calcite 1.42 makes {@code COALESCE(a, b) < 5} a choice: if {@code a IS NOT NULL}, then
 * {@code CAST(a AS BIGINT NOT NULL) < 5}; and may leave out the question, since a comparison with NULL is not true
 * anyhow. But the cast says that it is none, and a NULL comes out as 0.
 *
 * <p>Works on the plan that was chosen.
 */
final class NullableCasts {

    private NullableCasts() {}

    /** The same plan, whose conditions hold no such cast. */
    static RelNode ofPlan(RelNode plan) {
        return PlanWalk.rewritten(
                plan,
                rel -> rel instanceof EnumerableCalc calc && calc.getProgram().getCondition() != null
                        ? honest(calc)
                        : rel);
    }

    private static RelNode honest(EnumerableCalc calc) {
        RexProgram program = calc.getProgram();
        RexBuilder rexBuilder = calc.getCluster().getRexBuilder();
        RexNode condition = program.expandLocalRef(program.getCondition());
        RexNode changed = condition.accept(new Honest(rexBuilder.getTypeFactory()));
        if (changed.equals(condition)) {
            return calc;
        }
        return EnumerableCalc.create(
                calc.getInput(),
                RexProgram.create(
                        program.getInputRowType(),
                        program.getProjectList().stream()
                                .map(program::expandLocalRef)
                                .toList(),
                        changed,
                        program.getOutputRowType(),
                        rexBuilder));
    }

    private static final class Honest extends RexShuttle {

        private final RelDataTypeFactory types;

        private Honest(RelDataTypeFactory types) {
            this.types = types;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            List<RexNode> operands = call.getOperands().stream()
                    .map(operand -> operand.accept(this))
                    .toList();
            if (call.isA(SqlKind.CAST) && hidesNull(operands.get(0), call.getType())) {
                return operands.get(0);
            }
            return operands.equals(call.getOperands())
                    ? call
                    : call.clone(types.createTypeWithNullability(call.getType(), true), operands);
        }

        private boolean hidesNull(RexNode operand, RelDataType type) {
            return operand.getType().isNullable()
                    && !type.isNullable()
                    && SqlTypeUtil.equalSansNullability(types, operand.getType(), type);
        }
    }
}
