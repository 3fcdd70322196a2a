package dev.ticketsql.schedule;

import java.time.ZoneId;
import java.util.List;

/**
 * Hours of a week and holidays, in the local time of a zone; the shape of Zendesk's schedules. A local minute is open
 * if one of the intervals has it and its date is no holiday. So an hour that clocks leave out is not counted, and one
 * that they show twice counts twice.
 *
 * @param name for SQL
 * @param zone of the hours and the dates
 * @param intervals open hours of every week; where they overlap, they count once
 * @param holidays closed days
 */
public record BusinessSchedule(String name, ZoneId zone, List<WeeklyInterval> intervals, List<Holiday> holidays) {

    public BusinessSchedule {
        intervals = List.copyOf(intervals);
        holidays = List.copyOf(holidays);
    }
}
