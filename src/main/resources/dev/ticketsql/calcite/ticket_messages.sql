-- Every comment and call, with who said it: the requester of that moment, an agent, or other, as people who were copied
-- in, and programs. Without option comments nobody says who wrote a comment, but who made the audit that it is part of. A
-- comment that was made private afterwards is private, until it is made public again.
SELECT
  "messages".*,
  "authors"."name" AS "author_name"
FROM (
  SELECT
    "messages"."ticket_id",
    "messages"."time",
    "messages"."start_time",
    "messages"."event_id",
    "messages"."comment_id",
    "messages"."author_id",
    CASE
      WHEN CAST("messages"."author_id" AS VARCHAR) = "requesters"."value" THEN CAST('requester' AS VARCHAR)
      WHEN "agents"."user_id" IS NOT NULL THEN CAST('agent' AS VARCHAR)
      ELSE CAST('other' AS VARCHAR)
    END AS "author_role",
    CASE
      WHEN "privacy"."hidden_time" >= COALESCE("privacy"."shown_time", 0) THEN FALSE
      WHEN "privacy"."shown_time" IS NOT NULL THEN TRUE
      ELSE "messages"."is_public"
    END AS "is_public",
    "messages"."is_call"
  FROM (
    SELECT
      "comments"."ticket_id",
      "comments"."time",
      "comments"."start_time",
      "comments"."event_id",
      "comments"."comment_id",
      COALESCE("comments"."author_id", "audits"."updater_id") AS "author_id",
      COALESCE("comments"."is_public", "comments"."type" = 'VoiceComment') AS "is_public",
      "comments"."type" = 'VoiceComment' AS "is_call"
    FROM "ticket_comments" AS "comments"
    JOIN "ticket_events" AS "audits"
      ON "audits"."id" = "comments"."event_id" AND "audits"."time" = "comments"."time") AS "messages"
  LEFT JOIN (
    SELECT
      "ticket_id",
      "comment_id",
      MAX(CASE WHEN NOT "is_public" THEN "start_time" END) AS "hidden_time",
      MAX(CASE WHEN "is_public" THEN "start_time" END) AS "shown_time"
    FROM (
      SELECT "children".*, JSON_VALUE("attributes", '$.comment_id' RETURNING BIGINT) AS "comment_id"
      FROM "ticket_child_events" AS "children"
      WHERE "event_type" = 'CommentPrivacyChange') AS "changes"
    GROUP BY "ticket_id", "comment_id") AS "privacy"
    ON "privacy"."ticket_id" = "messages"."ticket_id" AND "privacy"."comment_id" = "messages"."comment_id"
  LEFT JOIN "ticket_field_intervals" AS "requesters"
    ON "requesters"."ticket_id" = "messages"."ticket_id"
    AND "requesters"."field" = 'requester_id'
    AND "requesters"."start_time" <= "messages"."start_time"
    AND ("requesters"."end_time" IS NULL OR "messages"."start_time" < "requesters"."end_time")
  LEFT JOIN "ticket_agents" AS "agents" ON "agents"."user_id" = "messages"."author_id") AS "messages"
LEFT JOIN "users" AS "authors" ON "authors"."id" = "messages"."author_id"
