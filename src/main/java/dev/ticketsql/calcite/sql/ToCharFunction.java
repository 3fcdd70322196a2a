package dev.ticketsql.calcite.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/** {@code ts_to_char(millis, format)}: PostgreSQL's {@code TO_CHAR} of a time in milliseconds since 1970. */
final class ToCharFunction implements DuckDBScalarFunction {

    private static final String NAME = "ts_to_char";

    private static final long MILLIS_OF_A_SECOND = 1000;
    private static final int NANOS_OF_A_MILLI = 1_000_000;

    /**
     * Registers the function in the engine behind {@code connection}.
     *
     * @throws SQLException if the engine refuses it
     */
    static void register(Connection connection) throws SQLException {
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction();
                DuckDBLogicalType millis = UdfType.BIGINT.logicalType();
                DuckDBLogicalType text = UdfType.TEXT.logicalType()) {
            builder.withName(NAME)
                    .withParameter(millis)
                    .withParameter(text)
                    .withReturnType(text)
                    .withVectorizedFunction(new ToCharFunction())
                    .register(connection);
        }
    }

    /** Parses each format once for a chunk: a column seldom has more than one. */
    @Override
    public void apply(DuckDBDataChunkReader input, DuckDBWritableVector output) {
        DuckDBReadableVector times = input.vector(0);
        DuckDBReadableVector formats = input.vector(1);
        Map<String, PostgresTimeFormat> known = new HashMap<>();
        for (long row = 0; row < input.rowCount(); row++) {
            if (times.isNull(row) || formats.isNull(row)) {
                output.setNull(row);
            } else {
                PostgresTimeFormat format = known.computeIfAbsent(formats.getString(row), PostgresTimeFormat::of);
                output.setString(row, format.text(time(times.getLong(row))));
            }
        }
    }

    private static LocalDateTime time(long millis) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, MILLIS_OF_A_SECOND),
                Math.floorMod(millis, (int) MILLIS_OF_A_SECOND) * NANOS_OF_A_MILLI,
                ZoneOffset.UTC);
    }
}
