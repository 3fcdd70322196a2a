package dev.ticketsql.cli.prompt;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Connections of this process that sqlline has opened, which it shows to nobody. Used by one thread. */
public final class Connections {

    private record Opened(String url, Connection connection) {

        boolean isOpen() {
            try {
                return !connection.isClosed();
            } catch (SQLException e) {
                return false;
            }
        }
    }

    private final Deque<Opened> opened = new ArrayDeque<>();

    /**
     * Notes a connection.
     *
     * @param url by which sqlline knows it
     */
    public void add(String url, Connection connection) {
        opened.addFirst(new Opened(url, connection));
    }

    /** The latest open connection to {@code url}, the current one of sqlline. */
    public Optional<Connection> current(String url) {
        opened.removeIf(it -> !it.isOpen());
        return opened.stream()
                .filter(it -> it.url().equals(url))
                .map(Opened::connection)
                .findFirst();
    }
}
