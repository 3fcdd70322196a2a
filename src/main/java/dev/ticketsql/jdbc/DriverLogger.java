package dev.ticketsql.jdbc;

import dev.ticketsql.calcite.RelocatedClasses;
import dev.ticketsql.event.ErrorKind;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Parent of the driver's loggers where they are those of {@code java.util.logging}, as in the single jar. */
final class DriverLogger {

    /** Held, since the log manager forgets a logger that nobody holds, and its level. */
    private static final Logger PARENT = Logger.getLogger("dev.ticketsql");

    /** SLF4J's provider of {@code java.util.logging}, in its own package or in the single jar's. */
    private static final String PROVIDER = "JDK14LoggerFactory";

    private DriverLogger() {}

    /**
     * Returns the logger.
     *
     * @throws SQLFeatureNotSupportedException if SLF4J has another provider
     */
    static Logger parent() throws SQLFeatureNotSupportedException {
        String provider = LoggerFactory.getILoggerFactory().getClass().getSimpleName();
        if (!provider.equals(PROVIDER)) {
            throw new SQLFeatureNotSupportedException(
                    "getParentLogger is not supported: TicketSQL logs through SLF4J, whose provider here is not java.util.logging; set levels of its"
                            + " loggers dev.ticketsql.* where you set all others",
                    ErrorKind.UNSUPPORTED.sqlState());
        }
        return PARENT;
    }

    /**
     * Logs warnings alone in the single jar, unless somebody has chosen a level: a tool shows what is logged at INFO on
     * its standard error, and a line for each statement does not belong there.
     */
    static void quieten() {
        if (RelocatedClasses.areHere() && PARENT.getLevel() == null) {
            PARENT.setLevel(Level.WARNING);
        }
    }
}
