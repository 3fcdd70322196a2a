package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.corrections.ChainShuttle;
import dev.ticketsql.calcite.function.EngineFunctions;
import java.util.Objects;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the spellings of PostgreSQL and other dialects as the standard's, so that ranges of time and push-down see
 * nothing new: {@code NOW()} becomes {@code CURRENT_TIMESTAMP}, {@code DATE_TRUNC('month', x)} becomes {@code FLOOR(x
 * TO MONTH)}. A function without a standard form becomes one of the {@link EngineFunctions}.
 */
final class PostgresSyntaxRewriter extends ChainShuttle {

    private PostgresSyntaxRewriter() {}

    /**
     * The statement or expression in standard spellings.
     *
     * @throws CalciteException if a spelling has no standard form, or a unit or an interval is unknown
     */
    static SqlNode rewritten(SqlNode statement) {
        SqlNode rewritten = Objects.requireNonNull(statement.accept(new PostgresSyntaxRewriter()), "statement");
        rewritten.accept(new Leftovers());
        return rewritten;
    }

    @Override
    public @Nullable SqlNode visit(SqlLiteral literal) {
        return TimestampLiterals.standard(literal);
    }

    @Override
    public @Nullable SqlNode visit(SqlDataTypeSpec type) {
        return TypeNames.standard(type);
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        IgnoredSyntax.refuse(call);
        if (call instanceof SqlWith with) {
            CteExpansionLimit.refuseTooMany(with);
            with.withList.forEach(item -> SelectSpellings.widen((SqlWithItem) item));
        }
        if (call instanceof SqlOrderBy order && select(order.query) instanceof SqlSelect select) {
            SelectSpellings.standardize(select, order.orderList);
        } else if (call instanceof SqlSelect select) {
            SelectSpellings.standardize(select);
        }
        return super.visit(call);
    }

    private static SqlNode select(SqlNode query) {
        return query instanceof SqlWith with ? with.body : query;
    }

    @Override
    public SqlNode changed(SqlCall call) {
        return SyntaxPipeline.ofCall(call);
    }

    /** Refuses an interval that was added to nothing, and COLUMNS outside of JSON_TABLE. */
    private static final class Leftovers extends ChainShuttle {

        @Override
        public SqlNode changed(SqlCall call) {
            Intervals.refuseMixed(call);
            JsonTableExpander.refuseColumns(call);
            return call;
        }
    }
}
