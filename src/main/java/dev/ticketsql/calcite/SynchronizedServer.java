package dev.ticketsql.calcite;

import java.lang.reflect.Field;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.NoSuchStatementException;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.server.CalciteServer;
import org.apache.calcite.server.CalciteServerStatement;

/**
 * Guards the statements of a connection by a lock. Calcite keeps them in a HashMap, in which threads that share a
 * connection may miss a statement while others are made and closed.
 */
public final class SynchronizedServer implements CalciteServer {

    private final CalciteServer server;

    private SynchronizedServer(CalciteServer server) {
        this.server = server;
    }

    /** Guards the statements of {@code connection}, of which there must be none yet. */
    public static void guard(CalciteConnection connection) {
        try {
            Field field = field(connection.getClass());
            field.setAccessible(true);
            field.set(connection, new SynchronizedServer((CalciteServer) field.get(connection)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Calcite keeps its statements otherwise", e);
        }
    }

    private static Field field(Class<?> type) throws NoSuchFieldException {
        for (Field field : type.getDeclaredFields()) {
            if (field.getType() == CalciteServer.class) {
                return field;
            }
        }
        if (type.getSuperclass() == null) {
            throw new NoSuchFieldException("of type CalciteServer");
        }
        return field(type.getSuperclass());
    }

    @Override
    public synchronized void removeStatement(Meta.StatementHandle handle) {
        server.removeStatement(handle);
    }

    @Override
    public synchronized void addStatement(CalciteConnection connection, Meta.StatementHandle handle) {
        server.addStatement(connection, handle);
    }

    @Override
    public synchronized CalciteServerStatement getStatement(Meta.StatementHandle handle)
            throws NoSuchStatementException {
        return server.getStatement(handle);
    }
}
