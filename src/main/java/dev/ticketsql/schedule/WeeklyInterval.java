package dev.ticketsql.schedule;

/**
 * Open hours of every week, in minutes from Sunday 00:00 of the schedule's zone.
 *
 * @param startMinute from 0 to 10079
 * @param endMinute exclusive, after the start and at most a week later; past 10080 it reaches into the next week
 */
public record WeeklyInterval(int startMinute, int endMinute) {

    /** Minutes of a day by the clock. */
    public static final int DAY_MINUTES = 24 * 60;

    /** Minutes of a week by the clock. */
    public static final int WEEK_MINUTES = 7 * DAY_MINUTES;

    /** @throws IllegalArgumentException if a minute is out of its range */
    public WeeklyInterval {
        if (startMinute < 0
                || startMinute >= WEEK_MINUTES
                || endMinute <= startMinute
                || endMinute > startMinute + WEEK_MINUTES) {
            throw new IllegalArgumentException("hours from minute " + startMinute + " to " + endMinute
                    + " of a week: they begin at 0 to " + (WEEK_MINUTES - 1) + " and end after that, within a week");
        }
    }
}
