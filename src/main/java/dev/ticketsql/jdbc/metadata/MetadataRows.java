package dev.ticketsql.jdbc.metadata;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.AvaticaResultSetMetaData;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.util.ListIteratorCursor;
import org.jspecify.annotations.Nullable;

/** Rows of metadata, which are in memory, as a result of JDBC. Closing it closes the statement that it has. */
public final class MetadataRows extends AvaticaResultSet {

    private MetadataRows(AvaticaStatement statement, Meta.Signature signature) throws SQLException {
        super(
                statement,
                null,
                signature,
                new AvaticaResultSetMetaData(statement, null, signature),
                TimeZone.getTimeZone("UTC"),
                Meta.Frame.EMPTY);
    }

    /**
     * Makes a result.
     *
     * @param rows values in the order of the shape's columns
     */
    public static ResultSet of(
            AvaticaConnection connection, ResultShape shape, List<? extends List<@Nullable Object>> rows)
            throws SQLException {
        Meta.Signature signature = new Meta.Signature(
                columns(shape), "", List.of(), Map.of(), Meta.CursorFactory.LIST, Meta.StatementType.SELECT);
        AvaticaStatement statement;
        // Avatica keeps the statements of a connection in a map that is not made for several threads.
        synchronized (connection) {
            statement = connection.createStatement();
        }
        statement.closeOnCompletion();
        return new MetadataRows(statement, signature)
                .execute2(new ListIteratorCursor(List.<List<Object>>copyOf(rows).iterator()), signature.columns);
    }

    private static List<ColumnMetaData> columns(ResultShape shape) {
        List<ColumnMetaData> columns = new ArrayList<>();
        for (ResultShape.Column column : shape.columns()) {
            ColumnType type = column.type();
            columns.add(new ColumnMetaData(
                    columns.size(),
                    false,
                    type.isText(),
                    true,
                    false,
                    DatabaseMetaData.columnNullableUnknown,
                    type.isNumber(),
                    type.displaySize(),
                    column.name(),
                    column.name(),
                    null,
                    type.size(),
                    0,
                    null,
                    null,
                    ColumnMetaData.scalar(type.code(), type.name(), column.rep()),
                    true,
                    false,
                    false,
                    type.className()));
        }
        return columns;
    }

    /** Closed too when its statement or its connection is. */
    @Override
    public boolean isClosed() throws SQLException {
        return super.isClosed() || statement.isClosed();
    }
}
