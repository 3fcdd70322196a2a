package dev.ticketsql.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Measures the processor time of planning: of large statements whose answer takes none, parsing, validation, the search
 * for ranges of time and DuckDB's own planning are left. Beside each stands a statement of half the size: if that takes
 * a quarter, time grows with the square.
 */
final class PlanningBenchmark {

    /** An account with hardly an event. */
    static final String TEN_EVENTS = "jdbc:ticketsql:mirror=none;baseUrl='sandbox:?events=10'";

    private static final double MAX_SEC = 2;

    private static final int RUNS = 3;

    private static final double NANOS_PER_SEC = 1e9;

    private final Report report;

    PlanningBenchmark(Report report) {
        this.report = report;
    }

    void run() throws SQLException {
        report.heading("Processor time of large statements");
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        try (Connection connection = DriverManager.getConnection(TEN_EVENTS)) {
            value(connection, "SELECT COUNT(*) FROM ticket_events");
            for (LargeStatement statement : LargeStatement.values()) {
                int size = statement.size();
                report.check(statement + " of " + size, statement.answer(size), value(connection, statement.sql(size)));
                double sec = sec(machine, connection, statement.sql(size));
                report.limited("again, the least of three", sec, "s", MAX_SEC);
                report.figure(
                        "beside one of half the size, ratio",
                        sec / sec(machine, connection, statement.sql(half(statement))),
                        "");
            }
        }
    }

    private static int half(LargeStatement statement) {
        return statement == LargeStatement.DOUBLED_WITH ? statement.size() - 1 : statement.size() / 2;
    }

    /** The least of three: the compiler of a JVM that has just started works beside the first. */
    private static double sec(OperatingSystemMXBean machine, Connection connection, String sql) throws SQLException {
        double least = Double.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long before = machine.getProcessCpuTime();
            value(connection, sql);
            least = Math.min(least, (machine.getProcessCpuTime() - before) / NANOS_PER_SEC);
        }
        return least;
    }

    /** The one value that {@code sql} gives. */
    static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
