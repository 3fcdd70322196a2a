package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.files.FileSharing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rate limiters that share a file only, as those of two processes do. */
final class SharedRateLimiterTest {

    private static final OptionalInt NO_CAP = OptionalInt.empty();
    private static final int MINUTE = 60_000;

    @TempDir
    private Path directory;

    private Path file;
    private RateLimiter one;
    private RateLimiter other;

    @BeforeEach
    void share() {
        file = directory.resolve("rate-limiter/acme.zendesk.com");
        one = RateLimiter.shared(file, FileSharing.PRIVATE);
        other = RateLimiter.shared(file, FileSharing.PRIVATE);
    }

    @Test
    void anInterruptedThreadDoesNotEndTheSharing() {
        Thread.currentThread().interrupt();
        one.tryAcquireMillis(10_000, OptionalInt.empty());
        assertTrue(Thread.interrupted(), "the interrupt must stay set");

        one.pauseUntil(25_000);

        assertEquals(15_000, other.tryAcquireMillis(10_000, OptionalInt.empty()));
    }

    @Test
    void theLimitThatOneReceivedHoldsForTheOther() {
        assertEquals(0, one.tryAcquireMillis(5_000, NO_CAP));
        one.answered(Optional.of(new RateLimit(10, 1, 30)), Optional.empty(), 5_000);
        assertEquals(0, other.tryAcquireMillis(5_000, NO_CAP));
        assertEquals(31_000, one.tryAcquireMillis(5_000, NO_CAP));
        one.pauseUntil(40_000);
        assertEquals(35_000, other.tryAcquireMillis(5_000, NO_CAP));
    }

    @Test
    void aCapCountsWhatTheOtherSent() {
        assertEquals(0, one.tryAcquireMillis(5_000, NO_CAP));
        assertEquals(MINUTE, other.tryAcquireMillis(5_000, OptionalInt.of(1)));
    }

    @Test
    void whatADeadProcessHadOnItsWayIsGivenUpAfterFiveMinutes() {
        assertEquals(0, one.tryAcquireMillis(0, NO_CAP));
        assertEquals(0, other.tryAcquireMillis(0, NO_CAP));
        other.answered(Optional.of(new RateLimit(2, 1, 30)), Optional.empty(), 0);
        // One of two is held back for the one that may still be on its way.
        assertEquals(31_000, other.tryAcquireMillis(0, NO_CAP));
        assertEquals(0, other.tryAcquireMillis(5 * MINUTE, NO_CAP));
        other.answered(Optional.empty(), Optional.empty(), 5 * MINUTE);
        assertEquals(0, other.tryAcquireMillis(5 * MINUTE, NO_CAP));
    }

    @Test
    void aLimitThatNoAnswerHadForTenMinutesIsForgotten() {
        assertEquals(0, one.tryAcquireMillis(0, NO_CAP));
        one.answered(Optional.of(new RateLimit(1, 0, 30)), Optional.empty(), 0);
        assertEquals(0, other.tryAcquireMillis(11 * MINUTE, NO_CAP));
        assertEquals(0, other.tryAcquireMillis(11 * MINUTE, NO_CAP));
    }

    @Test
    void aClockThatIsSetBackHoldsNoRequestForLong() {
        long laterMillis = 90L * 24 * 60 * MINUTE;
        assertEquals(0, one.tryAcquireMillis(laterMillis, NO_CAP));
        one.answered(Optional.of(new RateLimit(1, 0, 30)), Optional.empty(), laterMillis);
        assertEquals(61_000, other.tryAcquireMillis(0, NO_CAP));
        one.pauseUntil(laterMillis);
        assertEquals(15 * MINUTE, other.tryAcquireMillis(0, NO_CAP));
    }

    @Test
    void theFileIsALineThatOnlyItsOwnerReads() throws IOException {
        assertEquals(0, one.tryAcquireMillis(5_000, NO_CAP));
        one.answered(Optional.of(new RateLimit(10, 7, 30)), Optional.empty(), 5_000);
        assertEquals(0, other.tryAcquireMillis(6_000, NO_CAP));
        assertEquals(
                "ticketsql-pace-1 total=10 ends=36000 remaining=6 paused=0 sent=5000,6000 unanswered=6000 .\n",
                Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void halfALineCountsAsNoLimit() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "ticketsql-pace-1 total=10 ends=99999 remaining=0 pau");
        assertEquals(0, one.tryAcquireMillis(5_000, NO_CAP));
    }

    @Test
    void aLinkOrAPipeInThePlaceOfTheFileIsNotOpened() throws Exception {
        Path target = Files.writeString(directory.resolve("target"), "mine");
        Files.createDirectory(file.getParent());
        Files.createSymbolicLink(file, target);
        assertEquals(0, one.tryAcquireMillis(5_000, NO_CAP));
        assertEquals("mine", Files.readString(target));
        Files.delete(file);
        assumeTrue(new ProcessBuilder("mkfifo", file.toString()).start().waitFor() == 0, "no pipes here");
        assertEquals(0, other.tryAcquireMillis(5_000, NO_CAP));
    }

    @Test
    void aDirectoryThatOthersCouldChangeIsClosedToThem() throws IOException {
        Files.createDirectory(file.getParent());
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(0, one.tryAcquireMillis(5_000, NO_CAP));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void theLastAnswersClockIsKnownToTheOther() {
        assertEquals(Optional.empty(), other.clocks());
        ComparedClocks clocks = new ComparedClocks(7_000, 5_000);
        one.tryAcquireMillis(4_000, NO_CAP);
        one.answered(Optional.empty(), Optional.of(clocks), 5_000);
        assertEquals(Optional.of(clocks), other.clocks());
    }

    @Test
    void whereNoFileCanBeMadeEachKeepsTheLimitForItself() throws IOException {
        Files.writeString(directory.resolve("rate-limiter"), "a file where the directory should be");
        assertEquals(0, one.tryAcquireMillis(5_000, NO_CAP));
        one.answered(Optional.of(new RateLimit(10, 0, 30)), Optional.empty(), 5_000);
        assertEquals(31_000, one.tryAcquireMillis(5_000, NO_CAP));
        assertEquals(0, other.tryAcquireMillis(5_000, NO_CAP));
    }
}
