package dev.ticketsql.calcite;

import org.apache.calcite.rel.rel2sql.SqlImplementor;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.DuckDBSqlDialect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * How the mirror's engine wants its SQL written, as far as Calcite's own dialect for it differs from what
 * {@link PushDown} needs: exact types, and text as it is.
 */
final class DuckDbDialect extends DuckDBSqlDialect {

    static final DuckDbDialect INSTANCE = new DuckDbDialect();

    private DuckDbDialect() {
        super(DEFAULT_CONTEXT);
    }

    /** {@code value} with its type: a bare number would be an ordinal in GROUP BY, a bare NULL an integer. */
    static SqlNode literal(RexLiteral value) {
        RelDataType type = value.getType();
        boolean typed = value.isNull() || SqlTypeName.NUMERIC_TYPES.contains(type.getSqlTypeName());
        SqlNode written = SqlImplementor.toSql(value);
        SqlNode castSpec = INSTANCE.getCastSpec(type);
        return typed && castSpec != null
                ? SqlStdOperatorTable.CAST.createCall(SqlParserPos.ZERO, written, castSpec)
                : written;
    }

    @Override
    public void quoteStringLiteral(StringBuilder target, @Nullable String charset, String text) {
        // The engine knows one character set and no prefix that names it.
        target.append('\'').append(text.replace("'", "''")).append('\'');
    }

    @Override
    public boolean supportsCharSet() {
        return false;
    }

    @Override
    public boolean supportsTimestampPrecision() {
        // TIMESTAMP(0) is a type of its own there, with other functions; TIMESTAMP is the one of the columns.
        return false;
    }

    @Override
    public boolean supportsNestedAggregations() {
        // COUNT(MIN(x)): the inner one needs a subquery of its own.
        return false;
    }

    @Override
    public boolean supportsImplicitTypeCoercion(RexCall call) {
        // A cast that is in the plan is there for a reason.
        return false;
    }

    @Override
    public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
        if (call.getKind() == SqlKind.IGNORE_NULLS) {
            unparseIgnoringNulls(writer, call.operand(0));
        } else {
            super.unparseCall(writer, call, leftPrec, rightPrec);
        }
    }

    /** Without a number of digits, which the engine does not read. */
    @Override
    public void unparseSqlIntervalQualifier(
            SqlWriter writer, SqlIntervalQualifier qualifier, RelDataTypeSystem typeSystem) {
        writer.keyword(qualifier.getStartUnit().name());
    }

    /** Between the parentheses of the function, not after them. */
    private static void unparseIgnoringNulls(SqlWriter writer, SqlCall function) {
        SqlWriter.Frame frame = writer.startFunCall(function.getOperator().getName());
        for (SqlNode operand : function.getOperandList()) {
            writer.sep(",");
            operand.unparse(writer, 0, 0);
        }
        writer.keyword("IGNORE NULLS");
        writer.endFunCall(frame);
    }
}
