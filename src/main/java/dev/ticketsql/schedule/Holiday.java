package dev.ticketsql.schedule;

import java.time.LocalDate;

/**
 * Days on which a schedule is closed, from midnight to midnight, also for hours that began the evening before.
 *
 * @param name empty without one
 * @param first day
 * @param last day, inclusive
 */
public record Holiday(String name, LocalDate first, LocalDate last) {

    /** @throws IllegalArgumentException if it ends before it begins */
    public Holiday {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("holiday " + first + "/" + last + " ends before it begins");
        }
    }
}
