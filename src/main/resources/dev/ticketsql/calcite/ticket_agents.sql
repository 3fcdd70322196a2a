-- Who is an agent or an admin, and who has acted as one, as far as events tell: was assigned a ticket, wrote an internal
-- note other than by e-mail, made somebody else the requester, or set a ticket to pending or on hold. No end user can do
-- any of these, so that it was an agent then. Where the account's people are not known, the events alone tell.
SELECT
  "agents".*,
  "users"."name" AS "name",
  "users"."role" AS "role"
FROM (
  SELECT "user_id", MIN("time") AS "first_acted_at"
  FROM (
    SELECT CAST("new_value" AS BIGINT) AS "user_id", "time"
    FROM "ticket_field_changes"
    WHERE "field" = 'assignee_id' AND "new_value" NOT IN ('', '0')
    UNION ALL
    SELECT "updater_id", "time"
    FROM "ticket_field_changes"
    WHERE "field" = 'requester_id' AND "new_value" <> CAST("updater_id" AS VARCHAR)
      OR "field" = 'status' AND "event_type" = 'Change' AND "new_value" IN ('pending', 'hold')
        -- Of triggers and automations: the word, or with option comments an object.
        AND COALESCE("via", '') <> 'Rule'
        AND REPLACE(COALESCE("via", ''), ' ', '') NOT LIKE '{%"channel":"rule"%'
    UNION ALL
    SELECT COALESCE("notes"."author_id", "audits"."updater_id"), "notes"."time"
    FROM "ticket_comments" AS "notes"
    JOIN "ticket_events" AS "audits" ON "audits"."id" = "notes"."event_id" AND "audits"."time" = "notes"."time"
    -- Of a call, the author may be the customer who called. Mails of people who are not on the ticket become notes.
    WHERE NOT "notes"."is_public"
      AND "notes"."type" <> 'VoiceComment'
      AND COALESCE("notes"."via", "audits"."via", '') NOT IN ('Email', 'Mail')
      AND REPLACE(COALESCE("notes"."via", "audits"."via", ''), ' ', '') NOT LIKE '{%"channel":"email"%'
    UNION ALL
    SELECT "id", CAST(NULL AS TIMESTAMP(0))
    FROM "users"
    WHERE "role" IN ('agent', 'admin')) AS "acts"
  WHERE "user_id" > 0
  GROUP BY "user_id") AS "agents"
LEFT JOIN "users" AS "users" ON "users"."id" = "agents"."user_id"
