package dev.ticketsql.bench;

import dev.ticketsql.mirror.staging.SqlText;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.DataContext;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.jdbc.Driver;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.ScannableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Events in this process's memory, without their JSON, for the peers that have them there. */
final class EventRows {

    private static final List<String> NUMBERS = List.of("id", "ticket_id", "start_time", "updater_id");

    private static final int BATCH = 10_000;

    private final List<@Nullable Object[]> rows;

    private EventRows(List<@Nullable Object[]> rows) {
        this.rows = rows;
    }

    /** Reads them from a mirror's files. */
    static EventRows of(List<Path> files) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet events = statement.executeQuery("SELECT " + String.join(", ", NUMBERS)
                        + ", via FROM read_parquet(" + SqlText.list(files) + ") ORDER BY start_time, id")) {
            while (events.next()) {
                @Nullable Object[] row = new @Nullable Object[NUMBERS.size() + 1];
                for (int column = 0; column < row.length; column++) {
                    row[column] = events.getObject(column + 1);
                }
                rows.add(row);
            }
        }
        return new EventRows(rows);
    }

    int count() {
        return rows.size();
    }

    /** HSQLDB in memory, with the indexes that {@link SqliteExport} has. */
    Connection hsqldb() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:hsqldb:mem:bench" + System.identityHashCode(this));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ticket_events (" + String.join(" BIGINT, ", NUMBERS)
                    + " BIGINT, via VARCHAR(1000), PRIMARY KEY (id, start_time))");
            statement.execute("CREATE INDEX by_ticket ON ticket_events (ticket_id)");
            statement.execute("CREATE INDEX by_time ON ticket_events (start_time)");
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO ticket_events VALUES (?, ?, ?, ?, ?)")) {
            for (int number = 0; number < rows.size(); number++) {
                @Nullable Object[] row = rows.get(number);
                for (int column = 0; column < row.length; column++) {
                    insert.setObject(column + 1, row[column]);
                }
                insert.addBatch();
                if (number % BATCH == BATCH - 1 || number == rows.size() - 1) {
                    insert.executeBatch();
                }
            }
        }
        return connection;
    }

    /** Calcite over a table that gives its rows, as an adapter without an engine does. */
    Connection calcite() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("lex", "MYSQL_ANSI");
        properties.setProperty("timeZone", "UTC");
        CalciteConnection connection =
                new Driver().connect("jdbc:calcite:", properties).unwrap(CalciteConnection.class);
        connection.getRootSchema().add("ticket_events", new RowsTable(rows));
        return connection;
    }

    /** A table of Calcite's that can only be read whole. */
    private static final class RowsTable extends AbstractTable implements ScannableTable {

        private final List<@Nullable Object[]> rows;

        RowsTable(List<@Nullable Object[]> rows) {
            this.rows = rows;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory types) {
            RelDataTypeFactory.Builder row = types.builder();
            for (String name : NUMBERS) {
                row.add(name, SqlTypeName.BIGINT).nullable(true);
            }
            return row.add("via", SqlTypeName.VARCHAR).nullable(true).build();
        }

        @Override
        public Enumerable<@Nullable Object[]> scan(DataContext root) {
            return Linq4j.asEnumerable(rows);
        }
    }
}
