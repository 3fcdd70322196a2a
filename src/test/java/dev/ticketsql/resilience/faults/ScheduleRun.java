package dev.ticketsql.resilience.faults;

import dev.ticketsql.event.ClassifiedFailure;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.TimeRanges;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One run of a schedule: its questions among faults, then a clean run of everything, both judged. */
final class ScheduleRun {

    /** The withheld minute, the minute for which an edge is fresh, and seconds that round differently. */
    private static final long NEWEST_SEC = 61 + 60 + 2;

    /** Time after which a late event is there: the settling delay, when its tail is read again, and a minute. */
    private static final long LATE_KNOWN_SEC = 700;

    /** Longer than the settling delay and the longest pause that a server may ask for. */
    private static final Duration RECOVERY = Duration.ofMinutes(45);

    /** A search from the newest page on halves what is left, of forty years at most, and reads pages twice. */
    private static final int BACKWARD_REQUESTS = 31;

    /** Words of programmers: a class with its package, or the name of an exception. */
    private static final Pattern CLASS_NAME =
            Pattern.compile("\\b[a-z]\\w*(\\.[a-z]\\w*)+\\.[A-Z]\\w+|\\b\\w+(Exception|Error)\\b|\\bat \\w+\\.\\w+\\(");

    private final FaultSchedule schedule;
    private final DeskHistory history;
    private final FaultedAccount account;
    private final List<Result> results = new ArrayList<>();
    private final Set<FaultKind> met = EnumSet.noneOf(FaultKind.class);

    /**
     * The outcome of a statement.
     *
     * @param kinds the faults that it met
     * @param outcome {@code exact}, {@code warned}, or the kind of its error
     * @param surplus requests beyond those of an honest server
     */
    record Result(Set<FaultKind> kinds, String outcome, int surplus) {}

    private ScheduleRun(FaultSchedule schedule, DeskHistory history, FaultedAccount account) {
        this.schedule = schedule;
        this.history = history;
        this.account = account;
    }

    /**
     * Runs a schedule on an empty mirror in {@code directory}.
     *
     * @throws AssertionError naming the question and what is wrong with its answer
     */
    static List<Result> of(FaultSchedule schedule, RealHistory real, Path directory, PlainParquet plain)
            throws IOException, SQLException {
        DeskHistory history = DeskHistory.of(schedule, real);
        try (FaultedAccount account = new FaultedAccount(schedule, history, directory)) {
            ScheduleRun run = new ScheduleRun(schedule, history, account);
            for (ScheduleQuestion question : schedule.questions()) {
                account.advance(Duration.ofSeconds(question.waitSec()));
                run.ask(question, false);
            }
            account.recover(RECOVERY);
            if (schedule.account().isReopened()) {
                account.reopen();
            }
            for (AskedTable table : AskedTable.values()) {
                run.ask(ScheduleQuestion.whole(table), true);
            }
            run.comparePlainFiles(directory, plain);
            require(account.strayRequests().isEmpty(), "requests elsewhere: " + account.strayRequests());
            return run.results;
        }
    }

    private void ask(ScheduleQuestion question, boolean isClean) {
        long knownSec = account.knownNowSec();
        FaultedAccount.Answer answer = account.ask(question.sql());
        Map<FaultKind, Integer> fired = account.injector().fired();
        Set<FaultKind> kinds = kinds(fired);
        met.addAll(kinds);
        try {
            require(!account.isEndless(), "the statement asks for ever");
            int surplus = surplus(question, fired);
            if (answer.failure().isPresent()) {
                require(!isClean, "a failure without a fault");
                judgeFailure(answer.failure().get(), fired, kinds);
            } else {
                judgeWarnings(answer.warnings(), isClean);
            }
            long nowSec = account.nowSec();
            List<DeskEvent> must = history.events().stream()
                    .filter(event ->
                            answer.failure().isEmpty() && isKnown(event, Math.min(knownSec, account.knownNowSec())))
                    .toList();
            List<DeskEvent> may = history.events().stream()
                    .filter(event -> event.wasShownBy(nowSec))
                    .toList();
            if (answer.failure().isEmpty()) {
                question.judge(answer.rows(), must, may);
            }
            results.add(new Result(
                    kinds,
                    answer.failure()
                            .map(failure -> kindOf(failure).name())
                            .orElse(answer.warnings().isEmpty() ? "exact" : "warned"),
                    surplus));
        } catch (AssertionError e) {
            throw new AssertionError(
                    (isClean ? "clean run, " : "") + question + "\n  met " + fired + ", before " + met + "\n  "
                            + answer.failure().map(String::valueOf).orElse("") + " " + answer.warnings() + "\n  "
                            + e.getMessage(),
                    e);
        }
    }

    /** Whether an answer must have the event: it was there, in time, and is not gone. */
    private boolean isKnown(DeskEvent event, long knownSec) {
        return event.sec() <= knownSec - NEWEST_SEC
                && event.shownToSec() > account.nowSec()
                && (!event.isLate() || event.shownFromSec() <= knownSec - LATE_KNOWN_SEC);
    }

    private Set<FaultKind> kinds(Map<FaultKind, Integer> fired) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        kinds.addAll(fired.keySet());
        if (schedule.account().login() == FaultSchedule.LoginKind.CLIENT
                && account.injector().tokensInStatement() > 1) {
            kinds.add(FaultKind.EXPIRED_TOKEN);
        }
        if (schedule.shape().hasLateRows()) {
            kinds.add(FaultKind.LATE_ROWS);
        }
        if (schedule.shape().hasVanishingRows()) {
            kinds.add(FaultKind.VANISHED_ROWS);
        }
        return kinds;
    }

    /**
     * Requests beyond the honest server's pages, which must be explained: each fault wastes one at most, each question
     * before left one range whose edge is read again, and a search from the newest page on reads pages twice.
     */
    private int surplus(ScheduleQuestion question, Map<FaultKind, Integer> fired) {
        int honest = history.pages(Math.max(1, account.injector().smallestPage()), account.nowSec());
        int wasted = fired.values().stream().mapToInt(Integer::intValue).sum() + limited(fired);
        int surplus = account.injector().pagesInStatement() - honest - wasted;
        int allowed = schedule.questions().size()
                + 2
                + (question.order() == ScheduleQuestion.Order.NEWEST_FIRST ? honest + BACKWARD_REQUESTS : 0);
        require(
                surplus <= allowed,
                account.injector().pagesInStatement() + " requests for " + honest + " pages and " + wasted + " faults");
        return surplus;
    }

    /** Refusals by the server's own limit, which counts answers that a fault took the place of. */
    private int limited(Map<FaultKind, Integer> fired) {
        boolean isInjected = fired.containsKey(FaultKind.TOO_MANY_REQUESTS)
                || fired.containsKey(FaultKind.LONG_RETRY_AFTER)
                || fired.containsKey(FaultKind.TOKEN_ENDPOINT);
        return isInjected ? 0 : account.answers(429);
    }

    private void judgeFailure(SQLException failure, Map<FaultKind, Integer> fired, Set<FaultKind> kinds) {
        ErrorKind kind = kindOf(failure);
        String message = String.valueOf(failure.getMessage());
        Set<ErrorKind> expected = EnumSet.noneOf(ErrorKind.class);
        kinds.forEach(each -> expected.addAll(each.errors()));
        if (account.isOurClockWrong()) {
            met.forEach(each -> expected.addAll(each.isOfOurClock() ? each.errors() : Set.of()));
        }
        if (limited(fired) > 0) {
            expected.add(ErrorKind.RATE_LIMIT);
        }
        require(expected.contains(kind), "an error of kind " + kind + " instead of " + expected);
        require(!isSurvivable(fired), "an error after faults that a statement survives");
        require(kind.sqlState().equals(failure.getSQLState()), "state " + failure.getSQLState() + " of " + kind);
        require(!message.isBlank() && message.lines().count() == 1, "a message of several lines");
        require(message.length() <= 1_500, "a message of " + message.length() + " characters");
        require(!CLASS_NAME.matcher(message).find(), "a class in the message: " + message);
        requireNoSecret(trace(failure));
    }

    /** Whether each kind came less often than a statement survives, all kinds of one patience together. */
    private boolean isSurvivable(Map<FaultKind, Integer> fired) {
        int retries = limited(fired);
        int contradictions = schedule.shape().hasVanishingRows() ? 3 : 0;
        for (Map.Entry<FaultKind, Integer> each : fired.entrySet()) {
            switch (each.getKey().survived()) {
                case NEVER -> {
                    if (!isRenewed(each.getKey(), each.getValue())) {
                        return false;
                    }
                }
                case CONTRADICTIONS -> contradictions += each.getValue();
                case RETRIES -> retries += each.getValue();
                case ALWAYS -> {
                    // Counts for nothing.
                }
            }
        }
        return !account.isOurClockWrong()
                && retries <= FaultKind.Survived.RETRIES.times()
                && contradictions <= FaultKind.Survived.CONTRADICTIONS.times();
    }

    /** Whether a refused access token is replaced: once for a page. */
    private boolean isRenewed(FaultKind kind, int times) {
        return kind == FaultKind.REVOKED_LOGIN
                && times == 1
                && schedule.account().login() == FaultSchedule.LoginKind.CLIENT;
    }

    private void judgeWarnings(List<String> warnings, boolean isClean) {
        warnings.forEach(this::requireNoSecret);
        require(
                warnings.isEmpty() || !isClean || schedule.shape().hasVanishingRows(),
                "a warning without a fault: " + warnings);
        require(warnings.stream().noneMatch(CLASS_NAME.asPredicate()), "a class in a warning: " + warnings);
    }

    private void requireNoSecret(String text) {
        Optional<String> part = account.login().secretIn(text);
        require(part.isEmpty(), "a secret: " + part);
    }

    /** All four tables as any reader of Parquet sees them. */
    private void comparePlainFiles(Path directory, PlainParquet plain) throws IOException, SQLException {
        require(
                account.mirror().maintenance().sync(account.reading(), TimeRanges.every()),
                "the mirror has readers, and none was left");
        long knownSec = account.nowSec();
        List<DeskEvent> must = history.events().stream()
                .filter(event -> isKnown(event, knownSec))
                .toList();
        List<DeskEvent> may = history.events().stream()
                .filter(event -> event.wasShownBy(knownSec))
                .toList();
        for (AskedTable table : AskedTable.values()) {
            try {
                ScheduleQuestion.whole(table).judge(plain.rows(directory, table), must, may);
            } catch (AssertionError e) {
                throw new AssertionError("plain Parquet, " + table + ": " + e.getMessage(), e);
            }
        }
    }

    private static ErrorKind kindOf(SQLException failure) {
        return ClassifiedFailure.kindOf(failure)
                .or(() -> Optional.ofNullable(failure.getSQLState()).flatMap(ErrorKind::ofSqlState))
                .orElse(ErrorKind.GENERAL);
    }

    private static String trace(SQLException failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
