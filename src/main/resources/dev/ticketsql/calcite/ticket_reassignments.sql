-- Each time a ticket went from one assignee to another, or to nobody. Its first assignee is no reassignment.
SELECT
  "reassignments".*,
  "previous"."name" AS "previous_assignee_name",
  "assignees"."name" AS "assignee_name",
  "updaters"."name" AS "updater_name"
FROM (
  SELECT
    "ticket_id",
    "time",
    "start_time",
    "event_id",
    CAST("previous_value" AS BIGINT) AS "previous_assignee_id",
    -- Zendesk says 0 where nothing was set.
    CAST(NULLIF(NULLIF("new_value", ''), '0') AS BIGINT) AS "assignee_id",
    "updater_id"
  FROM "ticket_field_changes"
  WHERE "field" = 'assignee_id'
    AND "event_type" = 'Change'
    AND "previous_value" NOT IN ('', '0')
    AND "new_value" IS DISTINCT FROM "previous_value") AS "reassignments"
LEFT JOIN "users" AS "previous" ON "previous"."id" = "reassignments"."previous_assignee_id"
LEFT JOIN "users" AS "assignees" ON "assignees"."id" = "reassignments"."assignee_id"
LEFT JOIN "users" AS "updaters" ON "updaters"."id" = "reassignments"."updater_id"
