-- How many tickets were in each status that is not solved, closed or deleted, at the end of each day in UTC; of today,
-- now. Each interval adds a ticket on the day on which it starts and takes it off on the day on which it ends.
SELECT
  CAST("from_day" + "days"."n" * INTERVAL '1' DAY AS DATE) AS "day",
  "status",
  "tickets"
FROM (
  SELECT
    "day" AS "from_day",
    "status",
    SUM("started") OVER "statuses" AS "tickets",
    LEAD("day", 1, CURRENT_DATE + INTERVAL '1' DAY) OVER "statuses" AS "to_day"
  FROM (
    SELECT
      CAST(CASE WHEN "steps"."sign" = 1 THEN "started_at" ELSE "ended_at" END AS DATE) AS "day",
      "status",
      SUM("steps"."sign") AS "started"
    FROM "ticket_status_intervals"
    CROSS JOIN (VALUES (1), (-1)) AS "steps"("sign")
    WHERE "status" IN ('new', 'open', 'pending', 'hold') AND ("steps"."sign" = 1 OR "ended_at" IS NOT NULL)
    GROUP BY CAST(CASE WHEN "steps"."sign" = 1 THEN "started_at" ELSE "ended_at" END AS DATE), "status") AS "changes"
  WINDOW "statuses" AS (PARTITION BY "status" ORDER BY "day")) AS "stretches"
JOIN (
  SELECT "a"."n" + 10 * "b"."n" + 100 * "c"."n" + 1000 * "d"."n" AS "n"
  FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS "a"("n")
  CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS "b"("n")
  CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS "c"("n")
  CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS "d"("n")) AS "days"
  ON "days"."n" < TIMESTAMPDIFF(DAY, "from_day", "to_day")
WHERE "tickets" > 0
