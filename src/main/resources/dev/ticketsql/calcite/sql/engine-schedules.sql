-- What SQL of business hours needs beside Java, for one list of schedules, whose digest is in the place of {schedules}.
-- Instants are milliseconds and days are numbers since 1970; a schedule is its place in the list, from 0.

CREATE MACRO ts_schedule_{schedules}(name) AS CASE name {places}
  ELSE error('22023: there is no schedule ''' || name || ''': use one of {names}') END;

-- The day of a date is itself, that of a timestamp the one that it has in the schedule's zone; a last one is exclusive.
CREATE MACRO ts_days_{schedules}(a, b, schedule) AS
  CASE WHEN schedule IS NULL OR (typeof(a) = typeof(b) AND a >= b) THEN []
    ELSE range(
      CASE WHEN typeof(a) = 'DATE' THEN CAST(a AS DATE) - DATE '1970-01-01'
        ELSE ts_day_{schedules}(epoch_ms(CAST(a AS TIMESTAMP)), schedule) END,
      CASE WHEN typeof(b) = 'DATE' THEN CAST(b AS DATE) - DATE '1970-01-01'
        ELSE ts_day_{schedules}(epoch_ms(CAST(b AS TIMESTAMP)) - 1, schedule) + 1 END) END;

-- A day that clocks leave out, as 2011-12-30 in Apia, has no row.
CREATE MACRO ts_calendar_{schedules}(a, b, schedule) AS TABLE
  SELECT DATE '1970-01-01' + CAST(d AS INTEGER), make_timestamp(start_ms * 1000), make_timestamp(end_ms * 1000),
    isodow(DATE '1970-01-01' + CAST(d AS INTEGER)), holiday IS NOT NULL, nullif(holiday, ''),
    ts_business_seconds_{schedules}(start_ms, end_ms, s)
  FROM (
    SELECT d, s, ts_day_start_{schedules}(d, s) AS start_ms, ts_day_start_{schedules}(d + 1, s) AS end_ms,
      ts_holiday_{schedules}(d, s) AS holiday
    FROM (SELECT unnest(ts_days_{schedules}(a, b, schedule)) AS d, schedule AS s))
  WHERE start_ms < end_ms;
