-- How long each ticket was with the same assignee and group, NULL for nobody: from the second after which it was, to the
-- one in which either changed, or the ticket was closed or deleted. What lasted less than a second is left out.
SELECT
  "assignments".*,
  "assignees"."name" AS "assignee_name",
  "groups"."name" AS "group_name"
FROM (
  SELECT
    "ticket_id",
    "assignee_id",
    "group_id",
    "time" AS "started_at",
    "ended_at",
    "end_time" - "start_time" AS "seconds",
    "created_at"
  FROM (
    SELECT
      "starts".*,
      LEAD("time") OVER "ticket" AS "ended_at",
      LEAD("start_time") OVER "ticket" AS "end_time"
    FROM (
      SELECT
        "states".*,
        LAG("start_time") OVER "ticket" AS "last_time",
        LAG("assignee_id") OVER "ticket" AS "last_assignee_id",
        LAG("group_id") OVER "ticket" AS "last_group_id",
        LAG("is_gone") OVER "ticket" AS "was_gone"
      FROM (
        SELECT
          "ticket_id",
          "created_at",
          "time",
          "start_time",
          CAST(NULLIF(NULLIF(LAST_VALUE("assignee") IGNORE NULLS OVER "until_now", ''), '0') AS BIGINT) AS "assignee_id",
          CAST(NULLIF(NULLIF(LAST_VALUE("group") IGNORE NULLS OVER "until_now", ''), '0') AS BIGINT) AS "group_id",
          COALESCE(LAST_VALUE("status") IGNORE NULLS OVER "until_now" IN ('closed', 'deleted'), FALSE) AS "is_gone"
        FROM (
          SELECT
            "ticket_id",
            "created_at",
            "started_at" AS "time",
            "start_time",
            MAX(CASE WHEN "field" = 'assignee_id' THEN COALESCE("value", '') END) AS "assignee",
            MAX(CASE WHEN "field" = 'group_id' THEN COALESCE("value", '') END) AS "group",
            MAX(CASE WHEN "field" = 'status' THEN "value" END) AS "status"
          FROM "ticket_field_intervals"
          WHERE "field" IN ('assignee_id', 'group_id', 'status') AND ("end_time" IS NULL OR "end_time" > "start_time")
          GROUP BY "ticket_id", "created_at", "started_at", "start_time") AS "seconds"
        WINDOW "until_now" AS (
          PARTITION BY "ticket_id", "created_at" ORDER BY "start_time"
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)) AS "states"
      WINDOW "ticket" AS (PARTITION BY "ticket_id", "created_at" ORDER BY "start_time")) AS "starts"
    WHERE "last_time" IS NULL
      OR "assignee_id" IS DISTINCT FROM "last_assignee_id"
      OR "group_id" IS DISTINCT FROM "last_group_id"
      OR "is_gone" <> "was_gone"
    WINDOW "ticket" AS (PARTITION BY "ticket_id", "created_at" ORDER BY "start_time")) AS "stretches"
  WHERE NOT "is_gone") AS "assignments"
LEFT JOIN "users" AS "assignees" ON "assignees"."id" = "assignments"."assignee_id"
LEFT JOIN "groups" AS "groups" ON "groups"."id" = "assignments"."group_id"
