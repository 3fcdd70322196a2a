package dev.ticketsql.cli.print;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Rows of a statement on their way to a printer: pages, and so rows, may come minutes apart. */
public final class ResultRows {

    /** Longest wait before rows are printed, as long as people watch a still screen without doubt. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ResultSet rows;
    private final LongSupplier nanoTime;

    /**
     * Reads {@code rows}, once.
     *
     * @param nanoTime of {@link System#nanoTime()}
     */
    public ResultRows(ResultSet rows, LongSupplier nanoTime) {
        this.rows = rows;
        this.nanoTime = nanoTime;
    }

    /**
     * Prints all rows.
     *
     * @param isWatched whether a person waits for them: rows that are measured are printed when the next comes late
     * @return the number of rows
     * @throws SQLException if the statement fails; the rows before that are printed
     */
    public long print(ResultFormat format, PrintOptions options, boolean isWatched, Consumer<String> lines)
            throws SQLException {
        List<ResultColumn> columns = columns();
        ResultPrinter printer = format.printer(columns, options, lines);
        long count = 0;
        long firstNanos = 0;
        try {
            while (rows.next()) {
                firstNanos = count == 0 ? nanoTime.getAsLong() : firstNanos;
                if (isWatched && count > 0 && nanoTime.getAsLong() - firstNanos > PATIENCE.toNanos()) {
                    printer.flush();
                }
                printer.row(values(columns.size()));
                count++;
            }
        } catch (SQLException e) {
            if (count > 0) {
                printer.flush();
            }
            throw e;
        }
        printer.end();
        return count;
    }

    private List<ResultColumn> columns() throws SQLException {
        ResultSetMetaData shape = rows.getMetaData();
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= shape.getColumnCount(); i++) {
            columns.add(new ResultColumn(shape.getColumnLabel(i), kind(shape.getColumnType(i))));
        }
        return columns;
    }

    private List<Optional<String>> values(int columns) throws SQLException {
        List<Optional<String>> values = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
            values.add(Optional.ofNullable(rows.getString(i)));
        }
        return values;
    }

    private static ResultColumn.Kind kind(int type) {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.DECIMAL,
                    Types.NUMERIC -> ResultColumn.Kind.NUMBER;
            case Types.DATE, Types.TIME, Types.TIMESTAMP -> ResultColumn.Kind.TIME;
            default -> ResultColumn.Kind.TEXT;
        };
    }
}
