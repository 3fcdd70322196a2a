package dev.ticketsql.api;

import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Serializes a {@link RateLimiterState} as a line of text, all times in epoch milliseconds, {@code total=0} without a
 * known limit, no clock before the first answer, else the server's and this machine's:
 *
 * <pre>
 * ticketsql-pace-1 total=10 ends=1767225661000 remaining=7 paused=0 sent=1767225600000 unanswered= clock=1767225601000@1767225600874 .
 * </pre>
 */
final class RateLimiterText {

    private static final String NUMBERS = "((?:\\d{1,18},?)*)";

    private static final Pattern LINE = Pattern.compile("ticketsql-pace-1 total=(\\d{1,9}) ends=(\\d{1,18})"
            + " remaining=(-?\\d{1,9}) paused=(\\d{1,18}) sent=" + NUMBERS + " unanswered=" + NUMBERS
            + "(?: clock=(\\d{1,18})@(\\d{1,18}))? \\.\\n");

    private RateLimiterText() {}

    static String write(RateLimiterState state) {
        return "ticketsql-pace-1 total=" + state.windowSize().orElse(0)
                + " ends=" + state.windowEndMillis()
                + " remaining=" + state.remaining()
                + " paused=" + state.pausedUntilMillis()
                + " sent=" + numbers(state.sentMillis())
                + " unanswered=" + numbers(state.unansweredMillis())
                + state.clocks()
                        .map(clocks -> " clock=" + clocks.serverMillis() + "@" + clocks.ownMillis())
                        .orElse("")
                + " .\n";
    }

    /** Parses the line. Anything else, as half a line after a kill, reads as no known limit. */
    static RateLimiterState read(String text) {
        RateLimiterState state = new RateLimiterState();
        Matcher line = LINE.matcher(text);
        if (line.matches()) {
            int total = Integer.parseInt(line.group(1));
            state.setWindow(
                    total == 0 ? OptionalInt.empty() : OptionalInt.of(total),
                    Long.parseLong(line.group(2)),
                    Integer.parseInt(line.group(3)));
            state.pauseUntil(Long.parseLong(line.group(4)));
            state.sentMillis().addAll(numbers(line.group(5)));
            state.unansweredMillis().addAll(numbers(line.group(6)));
            if (line.group(7) != null) {
                state.setClocks(new ComparedClocks(Long.parseLong(line.group(7)), Long.parseLong(line.group(8))));
            }
        }
        return state;
    }

    private static String numbers(Deque<Long> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Long> numbers(String text) {
        return Stream.of(text.split(",", -1))
                .filter(number -> !number.isEmpty())
                .map(Long::valueOf)
                .toList();
    }
}
