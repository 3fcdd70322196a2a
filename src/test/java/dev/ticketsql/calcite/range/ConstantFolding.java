package dev.ticketsql.calcite.range;

import dev.ticketsql.calcite.plan.ConstantExpressions;
import dev.ticketsql.calcite.plan.RowLiterals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.DataContext;
import org.apache.calcite.DataContexts;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutable;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.jspecify.annotations.Nullable;

/**
 * Folds constant expressions to literals with Calcite's own code, where no engine is at hand. An expression that cannot
 * be computed stays.
 */
final class ConstantFolding {

    private final RexBuilder rexBuilder;
    private final DataContext execution;
    private final boolean foldsRuntimeValues;

    /** Folds constants, but no values of an execution. */
    ConstantFolding(RexBuilder rexBuilder) {
        this(rexBuilder, DataContexts.EMPTY, false);
    }

    /** Folds constants and the values of an execution. */
    ConstantFolding(RexBuilder rexBuilder, DataContext execution) {
        this(rexBuilder, execution, true);
    }

    private ConstantFolding(RexBuilder rexBuilder, DataContext execution, boolean foldsRuntimeValues) {
        this.rexBuilder = rexBuilder;
        this.execution = execution;
        this.foldsRuntimeValues = foldsRuntimeValues;
    }

    /** Replaces the constant parts of an expression by literals. */
    RexNode fold(RexNode node) {
        List<RexNode> constants = new ArrayList<>();
        node.accept(new Largest() {
            @Override
            RexNode found(RexCall constant) {
                constants.add(constant);
                return constant;
            }
        });
        if (constants.isEmpty()) {
            return node;
        }
        Map<RexNode, RexNode> values = values(constants.stream().distinct().toList());
        return node.accept(new Largest() {
            @Override
            RexNode found(RexCall constant) {
                return values.getOrDefault(constant, constant);
            }
        });
    }

    private Map<RexNode, RexNode> values(List<RexNode> constants) {
        Map<RexNode, RexNode> values = new HashMap<>();
        RelDataType noRow = rexBuilder.getTypeFactory().builder().build();
        for (RexNode constant : constants) {
            try {
                RexExecutable executable = RexExecutorImpl.getExecutable(rexBuilder, List.of(constant), noRow);
                executable.setDataContext(execution);
                @Nullable Object[] value = executable.execute();
                if (value != null) {
                    RowLiterals.of(value[0], constant.getType(), rexBuilder)
                            .ifPresent(literal -> values.put(constant, literal));
                }
            } catch (RuntimeException e) {
                // The engine refuses such a constant, as a date of '1999-99-99'; here it stays.
                values.remove(constant);
            }
        }
        return values;
    }

    /** Visits the largest constant calls, and nothing inside them. */
    private abstract class Largest extends RexShuttle {

        abstract RexNode found(RexCall constant);

        @Override
        public RexNode visitCall(RexCall call) {
            return ConstantExpressions.isConstant(call)
                            && (foldsRuntimeValues || !ConstantExpressions.hasRuntimeValue(call))
                    ? found(call)
                    : super.visitCall(call);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            return subQuery;
        }
    }
}
