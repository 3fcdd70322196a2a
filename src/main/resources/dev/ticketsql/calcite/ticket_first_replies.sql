-- The first public comment or call of an agent on each ticket, in a later audit than the one that created it. An agent
-- who is the requester at that moment does not reply.
SELECT
  "created"."ticket_id",
  "created"."time" AS "created_at",
  MIN("replies"."time") AS "replied_at",
  MIN("replies"."start_time") - "created"."start_time" AS "seconds"
FROM (
  SELECT DISTINCT "ticket_id", "event_id", "time", "start_time"
  FROM "ticket_field_changes"
  WHERE "event_type" = 'Create') AS "created"
JOIN "ticket_messages" AS "replies"
  ON "replies"."ticket_id" = "created"."ticket_id" AND "replies"."time" >= "created"."time"
WHERE "replies"."is_public"
  AND "replies"."author_role" = 'agent'
  AND "replies"."event_id" <> "created"."event_id"
GROUP BY "created"."ticket_id", "created"."time", "created"."start_time"
