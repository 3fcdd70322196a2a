package dev.ticketsql.sandbox.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Working hours of the help desk; 2026-01-02 is a Friday. */
final class WorkingHoursTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T07:59:59Z, 2026-01-01T08:00:00Z",
        "2026-01-01T08:00:00Z, 2026-01-01T08:00:00Z",
        "2026-01-01T17:59:59Z, 2026-01-01T17:59:59Z",
        "2026-01-01T18:00:00Z, 2026-01-02T08:00:00Z",
        "2026-01-02T18:00:00Z, 2026-01-05T08:00:00Z",
        "2026-01-03T00:00:00Z, 2026-01-05T08:00:00Z",
        "2026-01-04T23:59:59Z, 2026-01-05T08:00:00Z",
    })
    void theDeskOpensNext(String at, String opens) {
        assertEquals(opens, text(WorkingHours.opening(sec(at))));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T09:00:00Z, 0, 2026-01-01T09:00:00Z",
        "2026-01-01T09:00:00Z, 3600, 2026-01-01T10:00:00Z",
        "2026-01-01T17:00:00Z, 3599, 2026-01-01T17:59:59Z",
        "2026-01-01T17:00:00Z, 3600, 2026-01-02T08:00:00Z",
        "2026-01-02T17:00:00Z, 7200, 2026-01-05T09:00:00Z",
        "2026-01-03T12:00:00Z, 72000, 2026-01-07T08:00:00Z",
    })
    void workIsDoneInWorkingHours(String at, long workSec, String done) {
        assertEquals(done, text(WorkingHours.after(sec(at), workSec)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T09:00:00Z, 2026-01-01T09:00:00Z, 0",
        "2026-01-01T07:00:00Z, 2026-01-01T09:00:00Z, 3600",
        "2026-01-02T17:00:00Z, 2026-01-05T09:00:00Z, 7200",
        "2026-01-03T00:00:00Z, 2026-01-04T00:00:00Z, 0",
    })
    void onlyWorkingHoursAreCounted(String from, String to, long workedSec) {
        assertEquals(workedSec, WorkingHours.between(sec(from), sec(to)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T09:00:00Z, 2026-01-01T10:00:07Z",
        "2026-01-01T09:59:59Z, 2026-01-01T10:00:07Z",
    })
    void automationsRunOnceAnHour(String at, String next) {
        assertEquals(next, text(WorkingHours.nextHourlyRun(sec(at))));
    }

    private static long sec(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    private static String text(long sec) {
        return Instant.ofEpochSecond(sec).toString();
    }
}
