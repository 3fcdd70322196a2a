-- The first public comment or call of an agent on each ticket, in a later audit than the one that created it. An agent
-- who is the requester at that moment does not reply. Of several in one second, the number of the event decides.
SELECT
  "replies".*,
  "agents"."name" AS "agent_name"
FROM (
  SELECT
    "ticket_id",
    "created_at",
    "time" AS "replied_at",
    "seconds",
    "author_id" AS "agent_id"
  FROM (
    SELECT
      "created"."ticket_id",
      "created"."time" AS "created_at",
      "messages"."time",
      "messages"."start_time" - "created"."start_time" AS "seconds",
      "messages"."author_id",
      ROW_NUMBER() OVER (
        PARTITION BY "created"."ticket_id", "created"."time"
        ORDER BY "messages"."start_time", "messages"."event_id", "messages"."comment_id") AS "number"
    FROM (
      SELECT DISTINCT "ticket_id", "event_id", "time", "start_time"
      FROM "ticket_field_changes"
      WHERE "event_type" = 'Create') AS "created"
    JOIN "ticket_messages" AS "messages"
      ON "messages"."ticket_id" = "created"."ticket_id" AND "messages"."time" >= "created"."time"
    WHERE "messages"."is_public"
      AND "messages"."author_role" = 'agent'
      AND "messages"."event_id" <> "created"."event_id") AS "messages"
  WHERE "number" = 1) AS "replies"
LEFT JOIN "users" AS "agents" ON "agents"."id" = "replies"."agent_id"
