package dev.ticketsql.mirror;

import dev.ticketsql.event.CallbackFailure;
import dev.ticketsql.event.ErrorKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB table function {@code ts_rows(number)}, which reads the rows that Java supplied under that number. One
 * function for all statements, since DuckDB cannot drop one.
 */
final class SuppliedRowsFunction
        implements DuckDBTableFunction<SuppliedRows, Iterator<@Nullable Object[]>, SuppliedRows> {

    private static final String NAME = "ts_rows";

    /** Text that is encoded at once. */
    private static final long MAX_BATCH_CHARS = 1 << 20;

    private final Map<Long, SuppliedRows> supplied = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    /** Registers the function with the engine of {@code connection}. */
    void register(Connection connection) throws SQLException {
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(NAME)
                    .withParameter(DuckDBColumnType.BIGINT)
                    .withFunction(this)
                    .register(connection);
        }
    }

    /** Adds {@code rows} until they are taken away; returns their number. */
    long supply(SuppliedRows rows) {
        long number = last.incrementAndGet();
        supplied.put(number, rows);
        return number;
    }

    void takeAway(long number) {
        SuppliedRows rows = supplied.remove(number);
        if (rows != null) {
            rows.close();
        }
    }

    static String relation(long number) {
        return NAME + "(" + number + ")";
    }

    @Override
    public SuppliedRows bind(DuckDBTableFunctionBindInfo info) throws SQLException {
        SuppliedRows rows = supplied.get(info.getParameter(0).getLong());
        if (rows == null) {
            throw ErrorKind.GENERAL.exception("the rows that the statement was reading are gone: run it again");
        }
        for (int column = 0; column < rows.types().size(); column++) {
            info.addResultColumn("v" + column, columnType(rows.types().get(column)));
        }
        return rows;
    }

    private static DuckDBColumnType columnType(SuppliedRows.Type type) {
        return switch (type) {
            case BOOLEAN -> DuckDBColumnType.BOOLEAN;
            case BIGINT -> DuckDBColumnType.BIGINT;
            case DOUBLE -> DuckDBColumnType.DOUBLE;
            case VARCHAR -> DuckDBColumnType.VARCHAR;
        };
    }

    @Override
    public Iterator<@Nullable Object[]> init(DuckDBTableFunctionInitInfo info) {
        // One thread reads the iterator, so that rows keep their order.
        info.setMaxThreads(1);
        SuppliedRows rows = info.getBindData();
        try {
            return rows.rows();
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    @Override
    public SuppliedRows localInit(DuckDBTableFunctionInitInfo info) {
        return info.getBindData();
    }

    /** Writes column by column: a call into DuckDB for every single text costs more than the text. */
    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
        Iterator<@Nullable Object[]> rows = info.getInitData();
        List<SuppliedRows.Type> types = info.<SuppliedRows>getBindData().types();
        List<@Nullable Object[]> batch = new ArrayList<>();
        long written = 0;
        try {
            while (written < chunk.capacity() && rows.hasNext()) {
                read(rows, chunk.capacity() - written, batch);
                for (int column = 0; column < types.size(); column++) {
                    write(chunk.vector(column), written, types.get(column), batch, column);
                }
                written += batch.size();
                batch.clear();
            }
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
        return written;
    }

    /** Moves rows to {@code batch}: at most so many, and few where their texts are long. */
    private static void read(Iterator<@Nullable Object[]> rows, long maxRows, List<@Nullable Object[]> batch) {
        long chars = 0;
        while (batch.size() < maxRows && chars < MAX_BATCH_CHARS && rows.hasNext()) {
            @Nullable Object[] row = rows.next();
            batch.add(row);
            for (Object value : row) {
                chars += value instanceof String text ? text.length() : 0;
            }
        }
    }

    private static void write(
            DuckDBWritableVector vector,
            long firstRow,
            SuppliedRows.Type type,
            List<@Nullable Object[]> batch,
            int column) {
        if (type == SuppliedRows.Type.VARCHAR) {
            @Nullable String[] texts = new String[batch.size()];
            for (int row = 0; row < texts.length; row++) {
                Object value = batch.get(row)[column];
                texts[row] = value == null ? null : value.toString();
            }
            vector.setStrings(firstRow, texts);
            return;
        }
        for (int row = 0; row < batch.size(); row++) {
            write(vector, firstRow + row, batch.get(row)[column]);
        }
    }

    private static void write(DuckDBWritableVector vector, long row, @Nullable Object value) {
        if (value == null) {
            vector.setNull(row);
        } else if (value instanceof Boolean truth) {
            vector.setBoolean(row, truth);
        } else if (value instanceof Long number) {
            vector.setLong(row, number);
        } else {
            vector.setDouble(row, (Double) value);
        }
    }

    private static CallbackFailure unreadable(RuntimeException failure) {
        return CallbackFailure.of(failure, "rows of another schema cannot be read: ");
    }
}
