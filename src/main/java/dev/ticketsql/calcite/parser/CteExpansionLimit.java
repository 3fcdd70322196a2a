package dev.ticketsql.calcite.parser;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/**
 * Limits the tables that a statement with common table expressions reads. Calcite converts such a query anew wherever
 * it is read: twenty queries that each join the one before with itself would be a million tables, more than memory
 * holds.
 */
final class CteExpansionLimit {

    /** Tables that take two seconds to plan. */
    private static final int MAX_READS = 1_000;

    /** Largest count; larger ones are cut to it. */
    private static final long MANY = 1_000_000_000;

    private CteExpansionLimit() {}

    /**
     * Refuses a statement before it is converted.
     *
     * @throws CalciteException if {@code with} reads too many tables
     */
    static void refuseTooMany(SqlWith with) {
        long reads = tablesOf(with, Map.of());
        if (reads > MAX_READS) {
            throw new CalciteException(
                    "a query that WITH names is planned anew wherever it is read: this statement reads "
                            + (reads >= MANY ? "more than " + MANY : reads) + " tables, of at most " + MAX_READS
                            + "; read the named queries fewer times, as with a window function instead of a join of one"
                            + " with itself",
                    null);
        }
    }

    private static long tablesOf(@Nullable SqlNode node, Map<String, Long> named) {
        if (node instanceof SqlWith with) {
            Map<String, Long> known = new HashMap<>(named);
            for (SqlNode item : with.withList) {
                String name = key(((SqlWithItem) item).name);
                // A query that reads itself is a recursion, which reads a table.
                known.remove(name);
                known.put(name, tablesOf(((SqlWithItem) item).query, known));
            }
            return tablesOf(with.body, known);
        }
        if (node instanceof SqlSelect select) {
            long reads = tablesOfItem(select.getFrom(), named);
            for (SqlNode operand : select.getOperandList()) {
                reads += operand == select.getFrom() ? 0 : tablesOf(operand, named);
            }
            return Math.min(MANY, reads);
        }
        if (node != null && node.getKind() == SqlKind.EXPLICIT_TABLE) {
            return tablesOfItem(node, named);
        }
        long reads = 0;
        if (node instanceof SqlNodeList list) {
            for (SqlNode element : list) {
                reads += tablesOf(element, named);
            }
        } else if (node instanceof SqlCall call) {
            for (SqlNode operand : call.getOperandList()) {
                reads += tablesOf(operand, named);
            }
        }
        return Math.min(MANY, reads);
    }

    /** Counts the tables that an item of FROM reads. */
    private static long tablesOfItem(@Nullable SqlNode item, Map<String, Long> named) {
        if (item instanceof SqlIdentifier table) {
            return table.isSimple() ? named.getOrDefault(key(table), 1L) : 1;
        }
        if (item instanceof SqlJoin join) {
            return Math.min(MANY, tablesOfItem(join.getLeft(), named) + tablesOfItem(join.getRight(), named))
                    + tablesOf(join.getCondition(), named);
        }
        return item instanceof SqlCall call
                        && (call.getKind() == SqlKind.AS || call.getKind() == SqlKind.EXPLICIT_TABLE)
                ? tablesOfItem(call.operand(0), named)
                : tablesOf(item, named);
    }

    private static String key(SqlIdentifier name) {
        return name.getSimple().toLowerCase(Locale.ROOT);
    }
}
