package dev.ticketsql.calcite;

import dev.ticketsql.calcite.parser.ColumnLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.DataContext;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.jdbc.CalcitePrepare.CalciteSignature;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.sql.parser.SqlParser;

/** A prepared statement whose columns without a name have PostgreSQL's labels. */
final class LabelledSignature<T> extends CalciteSignature<T> {

    private final CalciteSignature<T> signature;

    // Calcite's annotations say of the other constructor parameters what they say of these fields.
    @SuppressWarnings("NullAway")
    private LabelledSignature(CalciteSignature<T> signature, List<ColumnMetaData> columns, long maxRowCount) {
        super(
                signature.sql,
                signature.parameters,
                signature.internalParameters,
                signature.rowType,
                columns,
                signature.cursorFactory,
                signature.rootSchema,
                signature.getCollationList(),
                maxRowCount,
                null,
                signature.statementType);
        this.signature = signature;
    }

    /** {@code signature} with labels, or itself if it needs none. */
    static <T> CalciteSignature<T> of(CalciteSignature<T> signature, String sql, SqlParser.Config config) {
        boolean hasExpressions = signature.columns.stream().anyMatch(column -> column.tableName == null);
        if (!hasExpressions || !signature.statementType.equals(org.apache.calcite.avatica.Meta.StatementType.SELECT)) {
            return signature;
        }
        List<Optional<String>> labels = ColumnLabels.of(sql, config, signature.columns.size());
        List<ColumnMetaData> columns = new ArrayList<>();
        for (ColumnMetaData column : signature.columns) {
            columns.add(labels.get(column.ordinal)
                    .map(label -> labelled(column, label))
                    .orElse(column));
        }
        return new LabelledSignature<>(signature, columns, -1);
    }

    private static ColumnMetaData labelled(ColumnMetaData column, String label) {
        return new ColumnMetaData(
                column.ordinal,
                column.autoIncrement,
                column.caseSensitive,
                column.searchable,
                column.currency,
                column.nullable,
                column.signed,
                column.displaySize,
                label,
                label,
                column.schemaName,
                column.precision,
                column.scale,
                column.tableName,
                column.catalogName,
                column.type,
                column.readOnly,
                column.writable,
                column.definitelyWritable,
                column.columnClassName);
    }

    /** The rows of the statement, which limits them itself. */
    @Override
    public Enumerable<T> enumerable(DataContext context) {
        return signature.enumerable(context);
    }
}
