-- How many messages each ticket took. A touch is a public comment or call of an agent after the audit that created the
-- ticket; touches count once it is solved or closed. Handoffs are the agents who wrote on it, notes included.
SELECT
  "ticket_id",
  "created_at",
  "agent_replies",
  "internal_notes",
  "requester_messages",
  "other_messages",
  "handoffs",
  "is_solved" AND "agent_replies" = 1 AS "is_one_touch",
  "is_solved" AND "agent_replies" = 2 AS "is_two_touch",
  "is_solved" AND "agent_replies" > 2 AS "is_multi_touch"
FROM (
  SELECT
    "messages"."ticket_id",
    "created"."time" AS "created_at",
    COUNT(CASE WHEN "author_role" = 'agent' AND "is_public" AND "messages"."event_id" IS DISTINCT FROM "created"."event_id" THEN 1 END) AS "agent_replies",
    COUNT(CASE WHEN NOT "is_public" THEN 1 END) AS "internal_notes",
    COUNT(CASE WHEN "author_role" = 'requester' AND "is_public" THEN 1 END) AS "requester_messages",
    COUNT(CASE WHEN "author_role" = 'other' AND "is_public" THEN 1 END) AS "other_messages",
    COUNT(DISTINCT CASE WHEN "author_role" = 'agent' THEN "author_id" END) AS "handoffs",
    "messages"."ticket_id" IN (
      SELECT "ticket_id" FROM "ticket_field_intervals"
      WHERE "field" = 'status' AND "value" IN ('solved', 'closed') AND "ended_at" IS NULL) AS "is_solved"
  FROM "ticket_messages" AS "messages"
  LEFT JOIN (
    SELECT DISTINCT "ticket_id", "event_id", "time" FROM "ticket_field_changes" WHERE "event_type" = 'Create') AS "created"
    ON "created"."ticket_id" = "messages"."ticket_id" AND "created"."time" <= "messages"."time"
  GROUP BY "messages"."ticket_id", "created"."time") AS "tickets"
