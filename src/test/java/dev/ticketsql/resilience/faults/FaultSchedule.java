package dev.ticketsql.resilience.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A seeded schedule: a history, an account, questions and the faults that meet them.
 *
 * @param number of the schedule in the series of its seed
 */
record FaultSchedule(
        long seed,
        long number,
        long startSec,
        Shape shape,
        AccountPlan account,
        List<ScheduleQuestion> questions,
        List<PlannedFault> faults) {

    private static final long START_SEC = Instant.parse("2026-11-20T00:00:00Z").getEpochSecond();

    /** Events of a history that are in it. */
    enum EventKind {
        AUDITS,
        METRICS,
        BOTH;

        boolean takes(ObjectNode event) {
            return this == BOTH || event.has("child_events") == (this == AUDITS);
        }
    }

    /**
     * Shape of the history.
     *
     * @param endsAfterSec last event, seconds after the schedule's start
     * @param compression how many times shorter than in truth the time between events is
     */
    record Shape(
            EventKind kind,
            boolean comments,
            int events,
            long endsAfterSec,
            long compression,
            boolean hasLateRows,
            boolean hasVanishingRows) {}

    /**
     * The account's settings.
     *
     * @param requestsPerMinute the server's limit, 0 for none
     * @param tokenTtlSec life of an access token of an OAuth client
     * @param isReopened whether the program starts anew before the clean run
     */
    record AccountPlan(LoginKind login, int pageSize, int requestsPerMinute, long tokenTtlSec, boolean isReopened) {}

    /** Kinds of login. */
    enum LoginKind {
        NONE,
        BEARER,
        CLIENT,
        API_TOKEN,
        PASSWORD
    }

    /**
     * A fault and its place.
     *
     * @param atRequest number of the first request that it may meet: for a page, or for an access token
     * @param times requests that it meets from there on
     * @param salt seed of its own choices
     */
    record PlannedFault(FaultKind kind, int atRequest, int times, long salt) {
        @Override
        public String toString() {
            return kind + " at request " + atRequest + (times == 1 ? "" : ", " + times + " times") + " (" + salt + ")";
        }
    }

    static FaultSchedule of(long seed, long number) {
        Choices choices = new Choices(seed, number);
        Shape shape = new Shape(
                choices.one(EventKind.values()),
                choices.percent(40),
                15 + choices.below(60),
                choices.one(-86_400L, -700L, -100L, 0L, 300L),
                choices.one(1L, 1L, 30L, 400L, 3_000L),
                choices.percent(30),
                choices.percent(25));
        AccountPlan account = new AccountPlan(
                choices.one(LoginKind.values()),
                choices.one(10, 12, 20, 33, 50, 1_000),
                choices.percent(20) ? choices.one(3, 10) : 0,
                choices.one(90, 3_600),
                choices.percent(30));
        List<ScheduleQuestion> questions = IntStream.range(0, 2 + choices.below(3))
                .mapToObj(i -> ScheduleQuestion.of(choices, START_SEC + shape.endsAfterSec(), shape))
                .toList();
        return new FaultSchedule(
                seed,
                number,
                START_SEC + choices.below(86_400),
                shape,
                account,
                questions,
                faults(choices, account, 3 + shape.events() / account.pageSize()));
    }

    private static List<PlannedFault> faults(Choices choices, AccountPlan account, int pages) {
        List<FaultKind> kinds = Arrays.stream(FaultKind.values())
                .filter(kind -> !kind.isOfHistory())
                .filter(kind -> kind != FaultKind.TOKEN_ENDPOINT || account.login() == LoginKind.CLIENT)
                .toList();
        List<PlannedFault> faults = new ArrayList<>();
        int count = choices.one(1, 1, 2, 3, 5);
        while (faults.size() < count) {
            FaultKind kind = choices.one(kinds);
            boolean isClockTaken = faults.stream()
                    .anyMatch(fault -> (kind.isOfOurClock() && isOfServer(fault.kind()))
                            || (isOfServer(kind) && fault.kind().isOfOurClock()));
            if (!isClockTaken) {
                int times = choices.one(1, 1, 1, 1, 2, 3, 7, 8, 9, 10_000);
                faults.add(new PlannedFault(
                        kind,
                        kind == FaultKind.TOKEN_ENDPOINT ? 1 : 1 + choices.below(Math.min(10, pages)),
                        kind == FaultKind.EMPTY_REPEATED_SECOND ? Math.min(times, 3) : times,
                        choices.number()));
            }
        }
        return faults;
    }

    /** A stale page has an old clock too. */
    private static boolean isOfServer(FaultKind kind) {
        return kind.isOfServersClock() || kind == FaultKind.STALE_PAGE;
    }

    FaultSchedule with(List<ScheduleQuestion> fewer, List<PlannedFault> left) {
        return new FaultSchedule(seed, number, startSec, shape, account, fewer, left);
    }

    /** The schedules that are smaller by a fault or a question, or have a fault half as often. */
    List<FaultSchedule> smaller() {
        List<FaultSchedule> smaller = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            smaller.add(with(questions, without(faults, i)));
        }
        for (int i = 0; i < questions.size(); i++) {
            smaller.add(with(without(questions, i), faults));
        }
        for (int i = 0; i < faults.size(); i++) {
            PlannedFault fault = faults.get(i);
            if (fault.times() > 1) {
                List<PlannedFault> fewer = new ArrayList<>(faults);
                fewer.set(i, new PlannedFault(fault.kind(), fault.atRequest(), fault.times() / 2, fault.salt()));
                smaller.add(with(questions, List.copyOf(fewer)));
            }
        }
        return smaller;
    }

    private static <T> List<T> without(List<T> all, int index) {
        List<T> others = new ArrayList<>(all);
        others.remove(index);
        return List.copyOf(others);
    }

    @Override
    public String toString() {
        return "schedule " + number + " of seed " + seed + ", starts " + Instant.ofEpochSecond(startSec) + "\n  "
                + shape
                + "\n  " + account + "\n  faults: "
                + faults.stream().map(PlannedFault::toString).collect(Collectors.joining("; ")) + "\n  questions:\n    "
                + questions.stream().map(ScheduleQuestion::toString).collect(Collectors.joining("\n    "));
    }
}
