package dev.ticketsql.calcite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;

/**
 * Replaces what has the same value for every row, at any time, by that value: {@code CAST('2026-01-01' AS TIMESTAMP)},
 * {@code DATE '2026-01-01' + INTERVAL '1' MONTH}. The value is what Calcite's own generated code computes. Leaves alone
 * what cannot be computed, and knows nothing of parameters or of the current time.
 */
final class ConstantFolding {

    private final RexBuilder rexBuilder;

    ConstantFolding(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    /** The same expression with literals in the place of its constant parts. */
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
        List<RexNode> reduced = reduce(constants);
        Map<RexNode, RexNode> values = new HashMap<>();
        for (int index = 0; index < constants.size(); index++) {
            RexNode constant = constants.get(index);
            // All are left as they are when one fails, as '1999-99-99' does: then each is tried alone.
            RexNode value = reduced.get(index) instanceof RexLiteral literal
                    ? literal
                    : reduce(List.of(constant)).get(0);
            if (value instanceof RexLiteral) {
                values.put(constant, value);
            }
        }
        return values;
    }

    private List<RexNode> reduce(List<RexNode> constants) {
        List<RexNode> reduced = new ArrayList<>(constants.size());
        new CheckedConstants(RexUtil.EXECUTOR).reduce(rexBuilder, constants, reduced);
        // Of an expression that may be NULL, the value comes as a literal in a cast that says so.
        return reduced.stream()
                .map(value -> RexUtil.removeNullabilityCast(rexBuilder.getTypeFactory(), value))
                .toList();
    }

    /** Visits the largest constant calls, and nothing inside them. */
    private abstract static class Largest extends RexShuttle {

        abstract RexNode found(RexCall constant);

        @Override
        public RexNode visitCall(RexCall call) {
            return Constants.isConstant(call) && !Constants.isLate(call) ? found(call) : super.visitCall(call);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
            return subQuery;
        }
    }
}
