package dev.ticketsql.cli.prompt;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** First lines of a session: which account, what of it is mirrored, and what to type. */
final class Banner {

    private static final String MIRRORED = "SELECT MIN(from_time), MAX(to_time), SUM(events) FROM mirror_windows";

    private static final List<String> FIRST_STEPS = List.of(
            "Type  \\d                                     for tables and views",
            "      SELECT * FROM ticket_events LIMIT 10;  for the first events",
            "      \\?                                     for help; \\q ends");

    private final String account;
    private final Connection connection;
    private final InstantSource clock;

    /**
     * Describes a connection.
     *
     * @param account in words
     */
    Banner(String account, Connection connection, InstantSource clock) {
        this.account = account;
        this.connection = connection;
        this.clock = clock;
    }

    /** The account and its mirror, and what to type first. */
    List<String> lines() throws SQLException {
        List<String> lines = new ArrayList<>(status());
        lines.addAll(FIRST_STEPS);
        return lines;
    }

    /** The account and its mirror. */
    List<String> status() throws SQLException {
        return List.of("TicketSQL " + connection.getMetaData().getDriverVersion() + ": " + account, mirrored());
    }

    private String mirrored() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet windows = statement.executeQuery(MIRRORED)) {
            windows.next();
            LocalDateTime from = windows.getObject(1, LocalDateTime.class);
            LocalDateTime to = windows.getObject(2, LocalDateTime.class);
            return from == null || to == null
                    ? "Nothing is mirrored yet: a statement fetches what it needs, once"
                    : String.format(
                            Locale.ROOT,
                            "Mirrored: %,d events%s up to %s UTC (%s ago)",
                            windows.getLong(3),
                            from.getYear() <= 1970 ? "" : " from " + from.toLocalDate() + " on",
                            to.toString().replace('T', ' '),
                            age(Duration.between(to.toInstant(ZoneOffset.UTC), clock.instant())));
        }
    }

    private static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        return minutes < 120 ? minutes + " min" : minutes < 2880 ? minutes / 60 + " h" : minutes / 1440 + " days";
    }
}
