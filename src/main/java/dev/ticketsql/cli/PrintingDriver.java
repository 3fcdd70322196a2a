package dev.ticketsql.cli;

import dev.ticketsql.cli.prompt.Connections;
import dev.ticketsql.jdbc.ConnectionCalls;
import dev.ticketsql.jdbc.Printing;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Driver for sqlline, which prints a value by its column's type: adapts the types that it prints badly. */
final class PrintingDriver implements Driver {

    private final Driver driver;
    private final Printing printing;
    private final Connections connections;

    private PrintingDriver(Driver driver, Printing printing, Connections connections) {
        this.driver = driver;
        this.printing = printing;
        this.connections = connections;
    }

    /** Takes the place of the driver in this process, which is sqlline's. */
    static void register(Printing printing, Connections connections) throws SQLException {
        Driver driver = DriverManager.getDriver(dev.ticketsql.jdbc.Driver.URL_PREFIX);
        DriverManager.deregisterDriver(driver);
        DriverManager.registerDriver(new PrintingDriver(driver, printing, connections));
    }

    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        @Nullable Connection connection = driver.connect(url, properties);
        if (connection == null) {
            return null;
        }
        connections.add(url, connection);
        return ConnectionCalls.forSqlLine(connection, printing);
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return driver.getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("dev.ticketsql");
    }
}
