package dev.ticketsql.calcite.corrections;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.RowTexts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.calcite.DataContext;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.ScannableTable;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.schema.impl.ViewTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A connection of stock Calcite without a schema of ours, whose mistakes the tests of this package assert. Each
 * assertion names the correction: if it fails with the next version of Calcite, the correction may go.
 */
final class StockCalcite implements AutoCloseable {

    private final Connection connection;

    /** Takes over a connection that is open. */
    StockCalcite(Connection connection) {
        this.connection = connection;
    }

    /** Connects to the tables {@code s.events} and {@code s.slow_events} of three events each. */
    static StockCalcite connect() {
        Properties properties = new Properties();
        properties.setProperty("lex", "MYSQL_ANSI");
        properties.setProperty("timeZone", "UTC");
        properties.setProperty("fun", "standard,postgresql,oracle");
        try {
            Connection session =
                    Objects.requireNonNull(new org.apache.calcite.jdbc.Driver().connect("jdbc:calcite:", properties));
            CalciteConnection calcite = session.unwrap(CalciteConnection.class);
            SchemaPlus schema = calcite.getRootSchema().add("s", new AbstractSchema());
            schema.add("events", new ThreeEvents(0));
            schema.add("slow_events", new ThreeEvents(500));
            calcite.setSchema("s");
            return new StockCalcite(session);
        } catch (SQLException e) {
            throw new AssertionError("stock Calcite refuses a connection", e);
        }
    }

    Connection connection() {
        return connection;
    }

    /** Adds the view {@code s.ids}. */
    void addView(String sql) throws SQLException {
        SchemaPlus schema = Objects.requireNonNull(connection
                .unwrap(CalciteConnection.class)
                .getRootSchema()
                .subSchemas()
                .get("s"));
        schema.add("ids", ViewTable.viewMacro(schema, sql, List.of("s"), List.of("s", "ids"), false));
    }

    /** Asserts the wrong rows, in any order. */
    void answers(String sql, String wrong, String correction) {
        List<String> rows = assertDoesNotThrow(() -> rows(sql), mayGo(correction));
        assertEquals(
                wrong,
                String.join(" | ", rows.stream().sorted().toList()),
                () -> sql + "\n" + mayGo(correction).get());
    }

    /** Asserts a failure with {@code message} in it or in one of its causes. */
    void fails(String sql, String message, String correction) {
        Throwable failure = assertThrows(Throwable.class, () -> rows(sql), mayGo(correction));
        String messages = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Throwable::toString)
                .reduce("", (one, other) -> one + "\n" + other);
        assertTrue(
                messages.contains(message),
                () -> messages + "\n" + mayGo(correction).get());
    }

    List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return RowTexts.read(rows);
        }
    }

    /** Message of an assertion that fails once Calcite is right; {@code correction} is a class of this project. */
    static Supplier<String> mayGo(String correction) {
        String name = "dev.ticketsql." + correction;
        assertDoesNotThrow(() -> Class.forName(name, false, StockCalcite.class.getClassLoader()));
        return () -> "Calcite differs from 1.42 here: if it is right now, the correction in " + name + " may go";
    }

    /** First column of the first row. */
    static String firstOf(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Two events of one day and one of a later day, each row after a delay. */
    private static final class ThreeEvents extends AbstractTable implements ScannableTable {

        private final long delayMillis;

        ThreeEvents(long delayMillis) {
            this.delayMillis = delayMillis;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory types) {
            return types.builder()
                    .add("id", SqlTypeName.BIGINT)
                    .add("time", SqlTypeName.TIMESTAMP, 0)
                    .add("via", SqlTypeName.VARCHAR)
                    .nullable(true)
                    .build();
        }

        @Override
        public Enumerable<@Nullable Object[]> scan(DataContext root) {
            return Linq4j.asEnumerable(List.of(
                            new @Nullable Object[] {1L, millis("2026-02-01T10:00:00"), "Email"},
                            new @Nullable Object[] {2L, millis("2026-02-01T11:00:00"), "Web form"},
                            new @Nullable Object[] {3L, millis("2026-05-12T10:00:00"), null}))
                    .select(this::delayed);
        }

        private @Nullable Object[] delayed(@Nullable Object[] row) {
            try {
                Thread.sleep(delayMillis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return row;
        }

        private static long millis(String time) {
            return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toEpochMilli();
        }
    }
}
