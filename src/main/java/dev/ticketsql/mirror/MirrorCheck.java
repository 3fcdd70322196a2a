package dev.ticketsql.mirror;

import java.util.List;

/**
 * What reading every file of a mirror showed.
 *
 * @param files how many were read
 * @param events how many events they say they hold
 * @param damaged names of the files that are not as they were written
 */
public record MirrorCheck(int files, long events, List<String> damaged) {

    /** Keeps a copy. */
    public MirrorCheck {
        damaged = List.copyOf(damaged);
    }
}
