package dev.ticketsql.jdbc.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The line of failures whose messages are no sentences, and the kinds of those that are. */
final class FailureLineTest {

    @Test
    void aFileIsNamedWithWhatIsWrongWithIt() {
        assertEquals("/a/b does not exist", FailureLine.of(new NoSuchFileException("/a/b")));
        assertEquals(
                "/a/b may not be read or written by this user",
                FailureLine.of(new UncheckedIOException(new AccessDeniedException("/a/b"))));
        assertEquals("/a/b cannot be used (DirectoryNotEmpty)", FailureLine.of(new DirectoryNotEmptyException("/a/b")));
        assertEquals("58030", SqlErrors.of(new NoSuchFileException("/a/b")).getSQLState());
    }

    @Test
    void theNameOfAClassIsNoMessage() {
        assertEquals(
                "a file or a connection failed without a reason (EOFException): try again",
                FailureLine.of(new EOFException()));
        assertEquals(
                "TicketSQL breaks at this, which is its own mistake: leave parts out to find which, and write that"
                        + " otherwise",
                FailureLine.of(new IllegalStateException()));
    }

    @Test
    void theKindOfAWrappedFailureIsKeptAndWinsOverItsWords() {
        IOException full = new ClassifiedIOException(ErrorKind.DISK_FULL, "division by zero");
        assertEquals(
                "53100",
                SqlErrors.of(new SQLException("Error while executing x", full)).getSQLState());
        assertEquals(
                "53100", SqlErrors.ofConnecting(new IllegalStateException(full)).getSQLState());
        assertEquals(
                "53100",
                SqlErrors.of(ClassifiedIOException.of(full, ErrorKind.GENERAL, "the page is not kept"))
                        .getSQLState());
    }

    @Test
    void anotherDatabasesStateStays() {
        SQLException failure = SqlErrors.of(new IllegalStateException(new SQLException("no such thing", "42S02")));
        assertEquals("42S02", failure.getSQLState());
    }
}
