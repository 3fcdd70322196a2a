package dev.ticketsql.account;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A stretch of time as it is given on a command line.
 *
 * @param fromSec first second, epoch seconds; empty for no start
 * @param toSec first second after it, epoch seconds; empty for no end
 */
public record UpkeepRange(OptionalLong fromSec, OptionalLong toSec) {

    /**
     * Refuses a stretch without a second in it.
     *
     * @throws IllegalArgumentException if it ends before it begins
     */
    public UpkeepRange {
        if (fromSec.isPresent() && toSec.isPresent() && fromSec.getAsLong() >= toSec.getAsLong()) {
            throw new IllegalArgumentException("--from must be before --to");
        }
    }

    /**
     * What {@code --from} and {@code --to} say.
     *
     * @throws IllegalArgumentException if one is no instant, or the stretch is empty
     */
    public static UpkeepRange of(Optional<String> from, Optional<String> to) {
        return new UpkeepRange(instant("--from", from), instant("--to", to));
    }

    /**
     * What an option says, epoch seconds.
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
