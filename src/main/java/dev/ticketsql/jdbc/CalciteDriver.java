package dev.ticketsql.jdbc;

import dev.ticketsql.calcite.CalciteStart;
import dev.ticketsql.calcite.RelocatedModel;
import dev.ticketsql.calcite.SynchronizedServer;
import dev.ticketsql.calcite.TicketSqlPrepare;
import dev.ticketsql.event.CancelAnnouncements;
import dev.ticketsql.jdbc.message.ModelErrors;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.DriverVersion;
import org.apache.calcite.avatica.Handler;
import org.apache.calcite.avatica.HandlerImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.jdbc.CalcitePrepare;
import org.apache.calcite.model.ModelHandler;

/** Calcite's driver for one connection of ours: its statements are prepared our way, its model is read by us. */
final class CalciteDriver extends org.apache.calcite.jdbc.Driver {

    private final CancelAnnouncements cancels = new CancelAnnouncements();
    private final Optional<String> model;

    /**
     * A driver, once {@link CalciteStart} has been.
     *
     * @param model the file that has the schemas, if one was named
     */
    CalciteDriver(Optional<String> model) {
        this.model = model;
    }

    /**
     * Opens the connection.
     *
     * @param properties Calcite's properties
     * @throws SQLException if the model cannot be read
     */
    CalciteConnection open(Properties properties) throws SQLException {
        Properties withoutModel = (Properties) properties.clone();
        withoutModel.remove(CalciteConnectionProperty.MODEL.camelName());
        CalciteConnection connection = Objects.requireNonNull(super.connect(Driver.URL_PREFIX, withoutModel))
                .unwrap(CalciteConnection.class);
        SynchronizedServer.guard(connection);
        return connection;
    }

    /** Announcements of cancelled statements of the connection. */
    CancelAnnouncements cancels() {
        return cancels;
    }

    @Override
    protected Handler createHandler() {
        Handler calcites = super.createHandler();
        return new HandlerImpl() {
            @Override
            public void onConnectionInit(AvaticaConnection connection) throws SQLException {
                // Calcite's handler makes tables of the lattices that the model has by then.
                if (model.isPresent()) {
                    read(model.get(), (CalciteConnection) connection);
                }
                calcites.onConnectionInit(connection);
            }
        };
    }

    private static void read(String model, CalciteConnection connection) throws SQLException {
        try {
            ModelHandler handler = RelocatedModel.read(connection.getRootSchema(), model);
            String schema = handler.defaultSchemaName();
            if (schema != null) {
                connection.setSchema(schema);
            }
        } catch (IOException | RuntimeException e) {
            throw ModelErrors.of(e, model);
        }
    }

    @Override
    protected String getConnectStringPrefix() {
        return Driver.URL_PREFIX;
    }

    @Override
    protected DriverVersion createDriverVersion() {
        return BuildVersion.ofDriver();
    }

    @Override
    public CalcitePrepare createPrepare() {
        return new TicketSqlPrepare(cancels);
    }
}
