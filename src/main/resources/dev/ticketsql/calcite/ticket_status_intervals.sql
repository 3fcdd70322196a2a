-- How long each ticket was in each status: from the audit that set it to the next one, NULL where it still lasts.
-- Changes in one second follow each other as their child events are numbered.
SELECT "ticket_id", "status", "started_at", "ended_at", "ended_time" - "start_time" AS "seconds"
FROM (
  SELECT
    "ticket_id",
    "new_value" AS "status",
    "time" AS "started_at",
    "start_time",
    LEAD("time") OVER (PARTITION BY "ticket_id" ORDER BY "start_time", "change_id") AS "ended_at",
    LEAD("start_time") OVER (PARTITION BY "ticket_id" ORDER BY "start_time", "change_id") AS "ended_time"
  FROM "ticket_field_changes"
  WHERE "field" = 'status') AS "changes"
