package dev.ticketsql.jdbc;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.config.CalciteSystemProperty;

/** Start of Calcite in this class loader, before anything else of Calcite is used. */
final class CalciteStart {

    static {
        readProperties();
        if (RelocatedClasses.areHere()) {
            deregister();
        }
    }

    private CalciteStart() {}

    /** Starts Calcite, unless it has been started. */
    static void once() {}

    /**
     * Calcite looks for its properties in the context class loader, which in a tool is the tool's, and would take texts
     * for Latin-1 without them.
     */
    private static void readProperties() {
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        thread.setContextClassLoader(CalciteStart.class.getClassLoader());
        try {
            Objects.requireNonNull(CalciteSystemProperty.DEFAULT_CHARSET.value());
        } finally {
            thread.setContextClassLoader(context);
        }
    }

    /** Leaves {@code jdbc:calcite:} to the program's own Calcite, which would find that of the relocated jar. */
    private static void deregister() {
        try {
            // Its class registers itself when it is first used, here.
            Class<? extends Driver> calcites = new org.apache.calcite.jdbc.Driver().getClass();
            List<Driver> registered =
                    DriverManager.drivers().filter(calcites::isInstance).toList();
            for (Driver driver : registered) {
                DriverManager.deregisterDriver(driver);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
