package dev.ticketsql.calcite;

import dev.ticketsql.calcite.parser.ColumnLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.jdbc.CalcitePrepare.CalciteSignature;

/** Gives the columns of a prepared statement that have no name PostgreSQL's labels. */
final class LabelledColumns {

    /** The rows have no limit but that of the statement that makes them. */
    private static final long NO_LIMIT = -1;

    private LabelledColumns() {}

    /** {@code signature} with labels, or itself if it needs none. */
    static <T> CalciteSignature<T> of(CalciteSignature<T> signature, ColumnLabels all) {
        boolean hasExpressions = signature.columns.stream().anyMatch(column -> column.tableName == null);
        if (!hasExpressions || signature.statementType != Meta.StatementType.SELECT) {
            return signature;
        }
        List<Optional<String>> labels = all.ofColumns(signature.columns.size());
        List<ColumnMetaData> columns = new ArrayList<>();
        for (ColumnMetaData column : signature.columns) {
            columns.add(labels.get(column.ordinal)
                    .map(label -> labelled(column, label))
                    .orElse(column));
        }
        return new CalciteSignature<>(
                signature.sql,
                signature.parameters,
                signature.internalParameters,
                signature.rowType,
                columns,
                signature.cursorFactory,
                signature.rootSchema,
                signature.getCollationList(),
                NO_LIMIT,
                signature::enumerable,
                signature.statementType);
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
}
