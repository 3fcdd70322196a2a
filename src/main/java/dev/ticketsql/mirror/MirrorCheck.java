package dev.ticketsql.mirror;

import java.util.List;

/**
 * Result of a verification.
 *
 * @param files number of segments read
 * @param events number of events by their names
 * @param damaged names of the files whose content does not match
 */
public record MirrorCheck(int files, long events, List<String> damaged) {

    /** Copies the list. */
    public MirrorCheck {
        damaged = List.copyOf(damaged);
    }
}
