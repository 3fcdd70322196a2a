package dev.ticketsql.calcite.corrections;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Copies an expression that stands in a statement twice: Calcite's validator keeps the types of nodes by their
 * identity.
 */
public final class SqlNodeCopy extends SqlShuttle {

    private SqlNodeCopy() {}

    /** Copies {@code node} with all nodes below it. */
    public static SqlNode of(SqlNode node) {
        return requireNonNull(node.accept(new SqlNodeCopy()));
    }

    /** Tests for a parameter: a copy would make two parameters of one, or change their order. */
    public static boolean hasParameter(SqlNode node) {
        return SqlNodeSearch.any(node, each -> each.getKind() == SqlKind.DYNAMIC_PARAM);
    }

    public static SqlNodeList of(SqlNodeList nodes) {
        return (SqlNodeList) of((SqlNode) nodes);
    }

    @Override
    public SqlNode visit(SqlLiteral literal) {
        return literal.clone(literal.getParserPosition());
    }

    @Override
    public SqlNode visit(SqlIdentifier name) {
        return name.clone(name.getParserPosition());
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        CallCopyingArgHandler copy = new CallCopyingArgHandler(call, true);
        call.getOperator().acceptCall(this, call, false, copy);
        return copy.result();
    }
}
