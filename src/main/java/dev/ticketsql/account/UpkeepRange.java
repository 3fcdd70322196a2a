package dev.ticketsql.account;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Range of time from a command line.
 *
 * @param fromSec first second, epoch seconds; empty for no start
 * @param toSec first second after it, epoch seconds; empty for no end
 */
public record UpkeepRange(OptionalLong fromSec, OptionalLong toSec) {

    /**
     * Refuses an empty range.
     *
     * @throws IllegalArgumentException if it does not begin before its end
     */
    public UpkeepRange {
        if (fromSec.isPresent() && toSec.isPresent() && fromSec.getAsLong() >= toSec.getAsLong()) {
            throw new IllegalArgumentException("--from must be before --to");
        }
    }

    /**
     * Parses {@code --from} and {@code --to}.
     *
     * @throws IllegalArgumentException if one is no instant, or the range is empty
     */
    public static UpkeepRange of(Optional<String> from, Optional<String> to) {
        return new UpkeepRange(instant("--from", from), instant("--to", to));
    }

    /**
     * Parses an option, to epoch seconds.
     *
     * @throws IllegalArgumentException if it is no instant
     */
    public static OptionalLong instant(String option, Optional<String> text) {
        return text.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(InstantText.epochSec(text.get())
                        .orElseThrow(() -> new IllegalArgumentException(
                                option + " is '" + text.get() + "', must be " + InstantText.EXPECTED)));
    }
}
