-- Each time a ticket went from one assignee to another, or to nobody. Its first assignee is no reassignment.
SELECT
  "ticket_id",
  "time",
  "start_time",
  "event_id",
  CAST("previous_value" AS BIGINT) AS "previous_assignee_id",
  CAST(NULLIF("new_value", '') AS BIGINT) AS "assignee_id",
  "updater_id"
FROM "ticket_field_changes"
WHERE "field" = 'assignee_id'
  AND "event_type" = 'Change'
  AND "previous_value" NOT IN ('', '0')
  AND "new_value" IS DISTINCT FROM "previous_value"
