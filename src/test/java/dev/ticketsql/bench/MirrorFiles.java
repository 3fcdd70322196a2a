package dev.ticketsql.bench;

import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.staging.SqlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The mirror of one account, which is asked without a server.
 *
 * @param baseUrl the server's
 * @param mirrors the directory that a connection is given
 */
record MirrorFiles(String baseUrl, Path mirrors) {

    /** The address of a server that is not there. */
    static final String NO_SERVER = "http://127.0.0.1:9";

    private static final String NO_SERVER_ACCOUNT = "127.0.0.1%3A9";

    /** The directory below {@code mirrors} for the account of {@link #NO_SERVER}. */
    static Path ofNoServer(Path mirrors) {
        return mirrors.resolve(NO_SERVER_ACCOUNT);
    }

    /** Connects TicketSQL; a statement that needs a request fails. */
    Connection connect() throws SQLException {
        Properties options = new Properties();
        options.setProperty("baseUrl", baseUrl);
        options.setProperty("mirror", mirrors.toString());
        options.setProperty("freshness", "P1D");
        options.setProperty("maxRequests", "0");
        options.setProperty("references", "false");
        return DriverManager.getConnection("jdbc:ticketsql:", options);
    }

    /** The files of a table. */
    List<Path> of(EventTable table) throws IOException {
        try (Stream<Path> found = Files.walk(mirrors)) {
            return found.filter(file -> Optional.ofNullable(file.getParent())
                            .map(parent -> parent.endsWith(table.tableName()))
                            .orElse(false))
                    .filter(file -> Segment.parse(file.getFileName().toString()).isPresent())
                    .sorted()
                    .toList();
        }
    }

    /** A FROM clause of DuckDB with the events of the files that have some. */
    String eventsInDuckDb() throws IOException {
        List<Path> files = of(EventTable.TICKET_EVENTS).stream()
                .filter(file -> Segment.parse(file.getFileName().toString())
                        .orElseThrow()
                        .mayHaveRows(EventTable.TICKET_EVENTS))
                .toList();
        return "read_parquet(" + SqlText.list(files) + ")";
    }

    /** The bytes of a table's files. */
    long bytes(EventTable table) throws IOException {
        long bytes = 0;
        for (Path file : of(table)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** The bytes of all tables' files. */
    long bytes() throws IOException {
        long bytes = 0;
        for (EventTable table : EventTable.values()) {
            bytes += bytes(table);
        }
        return bytes;
    }
}
