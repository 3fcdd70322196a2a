package dev.ticketsql.schedule;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Hours of a week and holidays, in the local time of a zone; the shape of Zendesk's schedules. A local minute is open
 * if one of the intervals has it and its date is no holiday. So an hour that clocks leave out is not counted, and one
 * that they show twice counts twice.
 *
 * @param name for SQL
 * @param zone of the hours and the dates
 * @param intervals open hours of every week; where they overlap, they count once
 * @param holidays closed days
 * @param defect why the schedule cannot be computed with, a sentence for the user; empty if it can
 */
public record BusinessSchedule(
        String name, ZoneId zone, List<WeeklyInterval> intervals, List<Holiday> holidays, Optional<String> defect) {

    public BusinessSchedule {
        intervals = List.copyOf(intervals);
        holidays = List.copyOf(holidays);
    }

    /** A schedule without a defect. */
    public BusinessSchedule(String name, ZoneId zone, List<WeeklyInterval> intervals, List<Holiday> holidays) {
        this(name, zone, intervals, holidays, Optional.empty());
    }

    /** A schedule that only has a name: a call that needs it is refused for {@code reason}. */
    public static BusinessSchedule defective(String name, String reason) {
        String defect = reason + "; give one of that name by option schedules of the model or the URL";
        return new BusinessSchedule(name, ZoneOffset.UTC, List.of(), List.of(), Optional.of(defect));
    }
}
