package dev.ticketsql.calcite.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Writes AND and OR. DuckDB reads each level of an expression by recursion, so that a chain of one connective becomes a
 * tree as flat as it can be.
 */
final class ConnectiveTranslation {

    private static final int MAX_CHAINED = 16;

    /**
     * Most conjunctions under an OR that DuckDB may see as such. It searches them for common conditions, in a time that
     * grows with the square of their number, 6 s for 2,000; COALESCE hides the conjunctions of a longer OR.
     */
    private static final int MAX_DISTRIBUTED = 100;

    private final ExpressionWriter scalars;

    ConnectiveTranslation(ExpressionWriter scalars) {
        this.scalars = scalars;
    }

    /** Writes a chain of one connective as a balanced tree. */
    String sql(RexCall call, String connective, Scope scope) {
        SqlKind kind = call.getKind();
        List<RexNode> leaves = new ArrayList<>();
        List<RexNode> open = new ArrayList<>(List.of(call));
        while (!open.isEmpty()) {
            RexNode next = open.remove(open.size() - 1);
            if (next instanceof RexCall nested && nested.getKind() == kind) {
                for (int operand = nested.getOperands().size() - 1; operand >= 0; operand--) {
                    open.add(nested.getOperands().get(operand));
                }
            } else {
                leaves.add(next);
            }
        }
        return balanced(kind == SqlKind.OR ? alternatives(leaves, scope) : scalars.sql(leaves, scope), connective);
    }

    /** Merges comparisons of one value with many literals into one list, which DuckDB looks up. */
    private List<String> alternatives(List<RexNode> leaves, Scope scope) {
        Map<RexNode, List<RexNode>> lists = new LinkedHashMap<>();
        List<String> parts = new ArrayList<>();
        for (RexNode leaf : leaves) {
            if (leaf instanceof RexCall call
                    && call.getKind() == SqlKind.EQUALS
                    && call.getOperands().get(1) instanceof RexLiteral literal
                    && !literal.isNull()) {
                lists.computeIfAbsent(call.getOperands().get(0), value -> new ArrayList<>())
                        .add(literal);
            } else if (leaves.size() > MAX_DISTRIBUTED && leaf.getKind() == SqlKind.AND) {
                parts.add("coalesce(" + scalars.sql(leaf, scope) + ", NULL)");
            } else {
                parts.add(scalars.sql(leaf, scope));
            }
        }
        lists.forEach((value, literals) -> parts.add(
                "(" + scalars.sql(value, scope) + " IN (" + String.join(", ", scalars.sql(literals, scope)) + "))"));
        return parts;
    }

    private static String balanced(List<String> parts, String connective) {
        if (parts.size() <= MAX_CHAINED) {
            return "(" + String.join(connective, parts) + ")";
        }
        int half = parts.size() / 2;
        return "(" + balanced(parts.subList(0, half), connective) + connective
                + balanced(parts.subList(half, parts.size()), connective) + ")";
    }
}
