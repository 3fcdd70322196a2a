package dev.ticketsql.calcite.corrections;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the calls of a statement, each after its operands. Chains of operators are visited in a loop: two thousand
 * ORs are two thousand levels, and recursion over them needs more stack than a thread has.
 */
public abstract class ChainShuttle extends SqlShuttle {

    private static final Set<SqlKind> CHAINED = EnumSet.of(
            SqlKind.AND,
            SqlKind.OR,
            SqlKind.PLUS,
            SqlKind.MINUS,
            SqlKind.TIMES,
            SqlKind.DIVIDE,
            SqlKind.OTHER,
            SqlKind.OTHER_FUNCTION);

    /** Rewrites {@code call}, whose operands have been visited. */
    public abstract SqlNode changed(SqlCall call);

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        Deque<SqlCall> chain = new ArrayDeque<>();
        SqlCall first = call;
        while (isLink(first) && isLink(first.operand(0))) {
            chain.push(first);
            first = first.operand(0);
        }
        SqlNode left = changedCall(super.visit(first));
        for (SqlCall link : chain) {
            SqlNode right = link.operand(1).accept(this);
            boolean same = left == link.operand(0) && right == link.operand(1);
            left = changedCall(same ? link : link.getOperator().createCall(link.getParserPosition(), left, right));
        }
        return left;
    }

    private @Nullable SqlNode changedCall(@Nullable SqlNode visited) {
        return visited instanceof SqlCall call ? changed(call) : visited;
    }

    private static boolean isLink(SqlNode node) {
        return node instanceof SqlBasicCall call
                && call.getOperator() instanceof SqlBinaryOperator
                && call.operandCount() == 2
                && CHAINED.contains(call.getKind());
    }
}
