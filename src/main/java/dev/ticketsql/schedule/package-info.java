/**
 * Business hours: schedules, the names of their time zones, and exact arithmetic over them, daylight saving and
 * holidays included. Knows neither SQL nor where a schedule comes from. Begin with
 * {@link dev.ticketsql.schedule.BusinessSchedule}, and with {@link dev.ticketsql.schedule.BusinessClock} for the
 * arithmetic.
 *
 * <pre>
 * {account, reference, calcite.execute, calcite.sql} -&gt; schedule
 * </pre>
 */
@NullMarked
package dev.ticketsql.schedule;

import org.jspecify.annotations.NullMarked;
