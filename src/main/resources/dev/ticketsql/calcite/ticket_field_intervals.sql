-- Every value that a field of a ticket had, from the audit that set it to the next one; NULL where it still lasts. All
-- views that need an order of changes take it from here.
-- Changes in one second are a chain: each begins with the value that the one before it set. What no other of the second
-- leads to comes first, and what leads to no other comes last. Between them comes first what begins with the value that
-- was there, and last what leads to no other, or back to that value. The number of the event decides the rest, within
-- an event the place of the child.
SELECT
  "intervals".*,
  "fields"."title" AS "field_title",
  "updaters"."name" AS "updater_name"
FROM (
  SELECT
    "ticket_id",
    "created_at",
    "field",
    "value",
    "previous_value",
    ROW_NUMBER() OVER "changes" AS "number",
    "time" AS "started_at",
    "start_time",
    LEAD("time") OVER "changes" AS "ended_at",
    LEAD("start_time") OVER "changes" AS "end_time",
    LEAD("start_time") OVER "changes" - "start_time" AS "seconds",
    "event_id",
    "updater_id"
  FROM (
    SELECT
      "placed".*,
      CASE
        WHEN POSITION("to" IN LISTAGG("from", '') OVER "group") = 0 THEN 3
        WHEN "from" = "before" THEN 0
        WHEN "to" = "before" THEN 2
        ELSE 1
      END AS "place_in_group"
    FROM (
      SELECT
        "linked".*,
        COALESCE(
          CASE WHEN "place" > 0 THEN MAX(CASE WHEN "place" = 0 THEN "to" END) OVER "second" END,
          LAST_VALUE("end") IGNORE NULLS OVER (
            PARTITION BY "ticket_id", "created_at", "field" ORDER BY "second"
            RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
          '<>') AS "before"
      FROM (
        SELECT
          "named".*,
          CASE
            WHEN POSITION("from" IN LISTAGG("to", '') OVER "second") = 0 THEN 0
            WHEN POSITION("to" IN LISTAGG("from", '') OVER "second") = 0 THEN 2
            ELSE 1
          END AS "place",
          CASE WHEN POSITION("to" IN LISTAGG("from", '') OVER "second") = 0 THEN "to" END AS "end"
        FROM (
          SELECT
            "changes"."ticket_id",
            "created"."time" AS "created_at",
            "changes"."field",
            "changes"."new_value" AS "value",
            "changes"."previous_value",
            "changes"."time",
            "changes"."start_time",
            "changes"."event_id",
            "changes"."updater_id",
            "changes"."position",
            -- The creation of a ticket comes before the changes of its second.
            2 * "changes"."start_time" + CASE WHEN "changes"."event_type" = 'Create' THEN 0 ELSE 1 END AS "second",
            -- Zendesk says 0 where nothing was set.
            '<' || COALESCE(NULLIF("changes"."previous_value", '0'), '') || '>' AS "from",
            '<' || COALESCE(NULLIF("changes"."new_value", '0'), '') || '>' AS "to"
          FROM "ticket_field_changes" AS "changes"
          LEFT JOIN (
            SELECT DISTINCT "ticket_id", "time" FROM "ticket_field_changes" WHERE "event_type" = 'Create') AS "created"
            ON "created"."ticket_id" = "changes"."ticket_id" AND "created"."time" <= "changes"."time"
          WHERE "changes"."ticket_id" IS NOT NULL) AS "named"
        WINDOW "second" AS (PARTITION BY "ticket_id", "created_at", "field", "second")) AS "linked"
      WINDOW "second" AS (PARTITION BY "ticket_id", "created_at", "field", "second")) AS "placed"
    WINDOW "group" AS (PARTITION BY "ticket_id", "created_at", "field", "second", "place")) AS "ordered"
  WINDOW "changes" AS (
    PARTITION BY "ticket_id", "created_at", "field" ORDER BY "second", "place", "place_in_group", "event_id", "position")) AS "intervals"
LEFT JOIN (
  SELECT "field", MIN("title") AS "title" FROM "ticket_fields" GROUP BY "field") AS "fields"
  ON "fields"."field" = "intervals"."field"
LEFT JOIN "users" AS "updaters" ON "updaters"."id" = "intervals"."updater_id"
