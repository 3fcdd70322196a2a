package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.CommandLine.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code bin/mirror purge} against a sandbox: output, exit codes, and the answers afterwards. */
final class PurgeCommandTest extends MirrorCommandFixture {

    @Test
    void purgeErasesATicketFromEveryVariant() throws Exception {
        mirror("sync", "--from", JUNE, "--to", JULY);
        mirror("sync", "--from", JUNE, "--to", JULY, "--comments", "true");
        assertEquals(2, variants());
        long ticket =
                number("SELECT MAX(ticket_id) FROM ticket_events WHERE start_time BETWEEN 1748736000 AND 1750000000");
        long events = number(
                "SELECT COUNT(*) FROM ticket_events WHERE start_time BETWEEN 1748736000 AND 1750000000 AND ticket_id = "
                        + ticket);
        assertTrue(events > 0);

        Outcome outcome = mirror("purge", "--ticket", "" + ticket);
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(2, outcome.values("removed").size(), outcome.out());
        assertEquals(
                0,
                number("SELECT COUNT(*) FROM ticket_events WHERE start_time BETWEEN 1748736000 AND 1750000000 AND"
                        + " ticket_id = " + ticket));
        assertEquals(List.of("events of ticket " + ticket), mirror("status").values("purged"));
        assertEquals(
                List.of("events of ticket " + ticket),
                mirror("status", "--comments=true").values("purged"));
    }

    @Test
    void purgeForgetsAPersonForGood() throws Exception {
        long agents = number("SELECT COUNT(*) FROM users");
        long person = number("SELECT MIN(id) FROM users WHERE role = 'agent'");
        assertEquals(1, number("SELECT COUNT(*) FROM users WHERE name IS NOT NULL AND id = " + person));

        Outcome outcome = mirror("purge", "--user", "" + person);
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(1, outcome.values("purged").size(), outcome.out());
        assertTrue(outcome.values("purged").get(0).startsWith("user " + person + ", known to "), outcome.out());

        assertEquals(0, number("SELECT COUNT(*) FROM users WHERE id = " + person));
        assertEquals(agents - 1, number("SELECT COUNT(*) FROM users"));
        Outcome status = mirror("status");
        assertEquals(1, status.values("names").size(), status.out());
        assertTrue(
                status.values("names").get(0).startsWith("users: " + (agents - 1) + " rows, newest of "), status.out());
        assertTrue(status.values("purged").contains("user " + person + " of users"), status.out());
    }

    @Test
    void aQuestionThatAPurgeTouchesHasAWarning() throws Exception {
        mirror("sync");
        mirror("purge", "--before", JULY);
        String question = "SELECT COUNT(*) FROM ticket_events WHERE \"time\" >= TIMESTAMP '%s 00:00:00'";
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeQuery(question.formatted(JULY)).close();
            assertNull(statement.getWarnings());

            statement.executeQuery(question.formatted(JUNE)).close();
            SQLWarning warning = statement.getWarnings();
            assertEquals(
                    "the answer is without what was purged: events before 2025-07-01T00:00:00Z", warning.getMessage());
            assertEquals("01000", warning.getSQLState());
            assertNull(warning.getNextWarning());

            statement.clearWarnings();
            assertNull(statement.getWarnings());
        }
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(question.formatted(JUNE))) {
            assertNull(statement.getWarnings());
            statement.executeQuery().close();
            statement.executeQuery().close();
            assertNotNull(statement.getWarnings());
            assertNull(statement.getWarnings().getNextWarning(), "one for each execution");
        }
    }

    @Test
    void purgeErasesWhatIsOlder() throws Exception {
        mirror("sync");
        Outcome outcome = mirror("purge", "--before", JULY);
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(
                List.of("events before 2025-07-01T00:00:00Z"), mirror("status").values("purged"));
        assertEquals(List.of("" + count("ticket_events")), mirror("status").values("events"));
        assertEquals(0, number("SELECT COUNT(*) FROM ticket_events WHERE \"time\" < TIMESTAMP '2025-07-01 00:00:00'"));
    }

    @Test
    void whatIsPurgedIsNoGap() {
        assertEquals(0, mirror("purge", "--before", "2026-01-01").exitCode());
        Outcome status = mirror("status");
        assertTrue(status.values("gap").get(0).startsWith("2026-01-01T00:00:00Z to "), status.out());
    }

    @Test
    void aPurgeOfTheFutureIsRefused() {
        Outcome outcome = mirror("purge", "--before", "2999-01-01");
        assertEquals(2, outcome.exitCode());
        assertTrue(
                outcome.err()
                        .startsWith("mirror: purge --before 2999-01-01T00:00:00Z would erase everything and hide what"
                                + " is still to happen; it takes an instant up to now, "),
                outcome.err());
        assertEquals(List.of(), mirror("status").values("purged"));
    }

    @Test
    void aVariantThatCannotBePurgedKeepsNoneOfTheOthersFromIt() throws Exception {
        mirror("sync", "--from", JUNE, "--to", JULY);
        mirror("sync", "--from", JUNE, "--to", JULY, "--comments", "true");
        Path bad;
        try (Stream<Path> variants = Files.list(directory)) {
            bad = variants.filter(variant -> variant.toString().endsWith("+comments"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.createDirectory(bad.resolve("v9"));
        Outcome outcome = mirror("purge", "--ticket", "1");
        assertEquals(3, outcome.exitCode());
        assertEquals(1, outcome.values("removed").size());
        assertEquals(
                "mirror: nothing is purged of " + bad + ": the mirror " + bad + " holds format v9, this TicketSQL"
                        + " knows v2: use the newer TicketSQL that wrote it, or give option mirror another directory",
                outcome.err().strip());
        assertEquals(List.of("events of ticket 1"), mirror("status").values("purged"));
    }
}
