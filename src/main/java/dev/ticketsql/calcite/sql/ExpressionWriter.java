package dev.ticketsql.calcite.sql;

import java.util.List;
import org.apache.calcite.rex.RexNode;

/** Writes expressions as DuckDB's SQL. Translations of single kinds of expression write their operands with it. */
interface ExpressionWriter {

    /**
     * {@code expression} over the columns that {@code scope} names, in parentheses where an operator may follow.
     *
     * @throws UnsupportedSqlException if the engine cannot compute it
     */
    String sql(RexNode expression, Scope scope);

    /** {@code expression} where NULL counts as FALSE. */
    String condition(RexNode expression, Scope scope);

    default List<String> sql(List<? extends RexNode> expressions, Scope scope) {
        return expressions.stream().map(each -> sql(each, scope)).toList();
    }
}
