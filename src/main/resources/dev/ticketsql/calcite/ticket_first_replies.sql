-- The first public comment on each ticket after the audit that created it, by somebody else than the requester. Without
-- option comments nobody says who wrote a comment, but who made the audit that it is part of.
SELECT
  "created"."ticket_id",
  "created"."time" AS "created_at",
  MIN("comments"."time") AS "replied_at",
  MIN("comments"."start_time") - "created"."start_time" AS "seconds"
FROM (
  SELECT "ticket_id", "event_id", "time", "start_time", CAST("new_value" AS BIGINT) AS "requester_id"
  FROM "ticket_field_changes"
  WHERE "field" = 'requester_id' AND "event_type" = 'Create') AS "created"
JOIN "ticket_comments" AS "comments"
  ON "comments"."ticket_id" = "created"."ticket_id"
JOIN "ticket_events" AS "audits"
  ON "audits"."id" = "comments"."event_id" AND "audits"."start_time" = "comments"."start_time"
WHERE "comments"."is_public"
  AND "comments"."event_id" <> "created"."event_id"
  AND "comments"."start_time" >= "created"."start_time"
  AND COALESCE("comments"."author_id", "audits"."updater_id") <> "created"."requester_id"
GROUP BY "created"."ticket_id", "created"."time", "created"."start_time"
