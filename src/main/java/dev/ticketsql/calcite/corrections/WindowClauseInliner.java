package dev.ticketsql.calcite.corrections;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Inlines the windows of a WINDOW clause where they are used. Calcite 1.42 forgets the frame of {@code OVER (w ROWS
 * ...)}. A reference that SQL forbids stays as it is, so that Calcite refuses it.
 */
public final class WindowClauseInliner extends ChainShuttle {

    /** Windows of the query that is visited, before those of the queries around it. */
    private final Deque<Map<String, SqlWindow>> named = new ArrayDeque<>();

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlSelect select) {
            return visit(call, declared(select));
        }
        if (call instanceof SqlOrderBy order && order.query instanceof SqlSelect select) {
            return visit(call, declared(select));
        }
        return super.visit(call);
    }

    @Override
    public SqlNode changed(SqlCall call) {
        return call.getKind() == SqlKind.OVER ? spelledOut(call) : call;
    }

    private @Nullable SqlNode visit(SqlCall query, Map<String, SqlWindow> windows) {
        named.push(windows);
        try {
            return super.visit(query);
        } finally {
            named.pop();
        }
    }

    private static Map<String, SqlWindow> declared(SqlSelect select) {
        Map<String, SqlWindow> windows = new HashMap<>();
        for (SqlNode declaration : select.getWindowList()) {
            if (declaration instanceof SqlWindow window && window.getDeclName() != null) {
                windows.putIfAbsent(key(window.getDeclName()), completed(window, windows));
            }
        }
        return windows;
    }

    private static String key(SqlIdentifier name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private SqlNode spelledOut(SqlCall over) {
        Map<String, SqlWindow> windows = named.isEmpty() ? Map.of() : named.element();
        if (over.operand(1) instanceof SqlIdentifier name) {
            SqlWindow declared = windows.get(key(name));
            if (declared == null || !SqlNodeCopy.hasParameter(declared)) {
                return declared == null ? over : over(over, unnamed(declared));
            }
            // Calcite understands a name alone, and parameters must keep their order.
            return over;
        }
        return over(over, completed(over.operand(1), windows));
    }

    private static SqlNode over(SqlCall over, SqlWindow window) {
        return SqlStdOperatorTable.OVER.createCall(over.getParserPosition(), over.operand(0), window);
    }

    /** Adds to {@code window} the clauses of the window that it refers to. */
    private static SqlWindow completed(SqlWindow window, Map<String, SqlWindow> windows) {
        return Optional.ofNullable(window.getRefName())
                .map(name -> windows.get(key(name)))
                .filter(referred -> mayComplete(window, referred))
                .map(referred -> {
                    if (SqlNodeCopy.hasParameter(referred)) {
                        throw new CalciteException(
                                "a window with a parameter cannot be extended: write OVER (PARTITION BY ...) in full",
                                null);
                    }
                    SqlNodeList order =
                            window.getOrderList().isEmpty() ? referred.getOrderList() : window.getOrderList();
                    return window(window, referred.getPartitionList(), order);
                })
                .orElse(window);
    }

    private static boolean mayComplete(SqlWindow window, SqlWindow referred) {
        return referred.getRefName() == null
                && referred.getLowerBound() == null
                && referred.getUpperBound() == null
                && window.getPartitionList().isEmpty()
                && (window.getOrderList().isEmpty() || referred.getOrderList().isEmpty());
    }

    private static SqlWindow unnamed(SqlWindow window) {
        SqlWindow copy = (SqlWindow) SqlNodeCopy.of((SqlNode) window);
        copy.setOperand(0, null);
        return copy;
    }

    /** Copies {@code frame} with other keys, and without its reference. */
    private static SqlWindow window(SqlWindow frame, SqlNodeList partition, SqlNodeList order) {
        SqlWindow copy = (SqlWindow) SqlNodeCopy.of((SqlNode) frame);
        copy.setOperand(1, null);
        copy.setPartitionList(SqlNodeCopy.of(partition));
        copy.setOrderList(SqlNodeCopy.of(order));
        return copy;
    }
}
