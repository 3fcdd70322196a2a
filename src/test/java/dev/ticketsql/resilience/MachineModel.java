package dev.ticketsql.resilience;

import dev.ticketsql.resilience.MachineHistory.Happening;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The promises of a mirror, computed from the history alone: an answer has every event that was visible
 * {@code freshness} ago, late ones once they have settled, none that is not visible yet, none that was purged, each
 * once, and the rows of the other tables that belong to them.
 */
final class MachineModel {

    private static final int WITHHELD_SEC = 60;

    /** Within this time every second is sealed or read for the first time. */
    private static final int SEALED_SEC = 600 + 600 - 61;

    private final List<Happening> history;
    private final Set<Long> purgedTickets = new HashSet<>();
    private long purgedBeforeSec = Long.MIN_VALUE;
    private long nowSec = MachineHistory.BEGIN.getEpochSecond();
    private long latestSec = nowSec;

    MachineModel(List<Happening> history) {
        this.history = history;
    }

    long nowSec() {
        return nowSec;
    }

    /** Sets the clock forward or back. */
    void jump(long seconds) {
        nowSec += seconds;
        latestSec = Math.max(latestSec, nowSec);
    }

    void reachADayLater() {
        jump(latestSec + 86_400 - nowSec);
    }

    void purgeTicket(long ticketId) {
        purgedTickets.add(ticketId);
    }

    void purgeBefore(long beforeSec) {
        purgedBeforeSec = Math.max(purgedBeforeSec, beforeSec);
    }

    /** The events that may be shown at this moment, after everything that happened before it. */
    Predicate<Happening> mayBeShown() {
        long untilSec = latestSec;
        long beforeSec = purgedBeforeSec;
        Set<Long> tickets = Set.copyOf(purgedTickets);
        return happening -> happening.visibleFromSec() <= untilSec
                && happening.sec() <= untilSec - WITHHELD_SEC
                && !tickets.contains(happening.ticketId())
                && happening.sec() >= beforeSec;
    }

    /** The events that must be shown to a statement that begins now. */
    Predicate<Happening> mustBeShown(long freshnessSec) {
        long thenSec = nowSec - freshnessSec;
        return mayBeShown()
                .and(happening -> happening.visibleFromSec() > happening.sec() + 60
                        ? happening.sec() <= thenSec - SEALED_SEC
                        : happening.visibleFromSec() <= thenSec && happening.sec() < thenSec - 61);
    }

    /**
     * Compares an answer with two bounds, which are one unless something else happens at the same time.
     *
     * @param answer ids of the events, field changes, comments and child events
     * @return what is wrong; empty if nothing is
     */
    Optional<String> wrong(
            String answer, long fromSec, long toSec, Predicate<Happening> most, Predicate<Happening> least) {
        String[] tables = answer.split("\\|", -1);
        List<Happening> wanted = history.stream()
                .filter(happening -> happening.sec() >= fromSec && happening.sec() < toSec)
                .toList();
        List<Long> shown = ids(tables[0]);
        List<Long> expected = wanted.stream()
                .filter(most)
                .map(Happening::id)
                .filter(shown::contains)
                .toList();
        if (!expected.equals(shown)) {
            List<Long> more = new ArrayList<>(shown);
            expected.forEach(more::remove);
            return Optional.of("shown twice, out of order or not to be shown: " + more + " of " + shown);
        }
        List<Long> missing = wanted.stream()
                .filter(least)
                .map(Happening::id)
                .filter(id -> !shown.contains(id))
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of("missing: " + missing + " from " + shown);
        }
        List<Long> comments = wanted.stream()
                .filter(Happening::hasComment)
                .map(Happening::id)
                .filter(shown::contains)
                .toList();
        List<Long> children = wanted.stream()
                .filter(happening -> shown.contains(happening.id()))
                .flatMap(Happening::idOfEachChild)
                .toList();
        return shown.equals(ids(tables[1])) && comments.equals(ids(tables[2])) && children.equals(ids(tables[3]))
                ? Optional.empty()
                : Optional.of("the tables have rows of other events: " + answer);
    }

    /** The ids that may be shown, as a plain reader of the files must find them. */
    Set<Long> shownAtTheEnd() {
        return history.stream().filter(mayBeShown()).map(Happening::id).collect(Collectors.toSet());
    }

    private static List<Long> ids(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.split(",")).stream().map(Long::valueOf).toList();
    }
}
