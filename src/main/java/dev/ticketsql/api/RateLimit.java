package dev.ticketsql.api;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rate limit headers of one response.
 *
 * @param total requests allowed per window
 * @param remaining requests left in this window
 * @param resetsSec seconds until the next window begins, at most 60
 */
record RateLimit(int total, int remaining, int resetsSec) {

    /** As recorded: {@code zendesk-ratelimit-incremental-exports: total=10; remaining=9; resets=2}. */
    static final String EXPORT_HEADER = "zendesk-ratelimit-incremental-exports";

    private static final Pattern EXPORT =
            Pattern.compile("\\s*total=(\\d{1,9})\\s*;\\s*remaining=(\\d{1,9})\\s*;\\s*resets=(\\d{1,9})\\s*");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** Both limits are per minute; a larger number cannot be seconds. */
    private static final int MAX_RESETS_SEC = 60;

    /** Caps the wait at one window. */
    RateLimit {
        resetsSec = Math.min(resetsSec, MAX_RESETS_SEC);
    }

    /**
     * Parses the limit of the incremental exports. Empty if the header is absent or malformed.
     *
     * @param header the value of a header, null if the answer has none
     */
    static Optional<RateLimit> ofExport(Function<String, @Nullable String> header) {
        String text = header.apply(EXPORT_HEADER);
        Matcher matcher = EXPORT.matcher(text == null ? "" : text);
        return matcher.matches()
                ? Optional.of(new RateLimit(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /**
     * Parses the limit of the whole account: {@code x-rate-limit}, {@code x-rate-limit-remaining},
     * {@code ratelimit-reset}. Empty if one is absent or malformed.
     *
     * @param header the value of a header, null if the answer has none
     */
    static Optional<RateLimit> ofAccount(Function<String, @Nullable String> header) {
        OptionalInt total = number(header.apply("x-rate-limit"));
        OptionalInt remaining = number(header.apply("x-rate-limit-remaining"));
        OptionalInt resets = number(header.apply("ratelimit-reset"));
        return total.isPresent() && remaining.isPresent() && resets.isPresent()
                ? Optional.of(new RateLimit(total.getAsInt(), remaining.getAsInt(), resets.getAsInt()))
                : Optional.empty();
    }

    /** True if this window has no request left. */
    boolean isUsedUp() {
        return remaining == 0;
    }

    private static OptionalInt number(@Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        return NUMBER.matcher(stripped).matches() ? OptionalInt.of(Integer.parseInt(stripped)) : OptionalInt.empty();
    }
}
