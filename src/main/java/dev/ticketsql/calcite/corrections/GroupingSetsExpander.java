package dev.ticketsql.calcite.corrections;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Expands ROLLUP and CUBE into GROUPING SETS. Calcite 1.42 drops a set that is there twice, such as {@code (a, b)} of
 * {@code ROLLUP (a, b, a)}, although its rows belong to the answer twice.
 */
public final class GroupingSetsExpander extends ChainShuttle {

    /** Most columns of a CUBE that is expanded: n columns have 2^n sets. */
    private static final int MAX_CUBED = 12;

    @Override
    public SqlNode changed(SqlCall groups) {
        if (groups.operandCount() < 2) {
            return groups;
        }
        List<SqlNode> items = groups.getOperandList();
        SqlParserPos position = groups.getParserPosition();
        return switch (groups.getKind()) {
            case ROLLUP -> groupingSets(rolledUp(items, position), position);
            case CUBE -> items.size() <= MAX_CUBED ? groupingSets(cubed(items, position), position) : groups;
            default -> groups;
        };
    }

    private static SqlNode groupingSets(List<SqlNode> sets, SqlParserPos position) {
        return SqlStdOperatorTable.GROUPING_SETS.createCall(position, sets);
    }

    private static List<SqlNode> rolledUp(List<SqlNode> items, SqlParserPos position) {
        List<SqlNode> sets = new ArrayList<>();
        for (int size = items.size(); size >= 0; size--) {
            sets.add(set(items.subList(0, size), position));
        }
        return sets;
    }

    private static List<SqlNode> cubed(List<SqlNode> items, SqlParserPos position) {
        List<SqlNode> sets = new ArrayList<>();
        for (int members = (1 << items.size()) - 1; members >= 0; members--) {
            List<SqlNode> chosen = new ArrayList<>();
            for (int item = 0; item < items.size(); item++) {
                if ((members & (1 << item)) != 0) {
                    chosen.add(items.get(item));
                }
            }
            sets.add(set(chosen, position));
        }
        return sets;
    }

    /** One set. Columns in parentheses, as in {@code ROLLUP ((a, b), c)}, are one item. */
    private static SqlNode set(List<SqlNode> items, SqlParserPos position) {
        return items.isEmpty() ? new SqlNodeList(position) : SqlStdOperatorTable.ROW.createCall(position, items);
    }
}
