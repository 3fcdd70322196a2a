-- Each time a solved ticket went back to work. One that was deleted or closed was not reopened.
SELECT
  "reopens".*,
  "updaters"."name" AS "updater_name"
FROM (
  SELECT "ticket_id", "time", "start_time", "event_id", "new_value" AS "status", "updater_id"
  FROM "ticket_field_changes"
  WHERE "field" = 'status'
    AND "event_type" = 'Change'
    AND "previous_value" = 'solved'
    AND "new_value" IN ('new', 'open', 'pending', 'hold')) AS "reopens"
LEFT JOIN "users" AS "updaters" ON "updaters"."id" = "reopens"."updater_id"
