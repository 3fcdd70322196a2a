-- When each ticket was resolved first, and when for good: NULL while it is open again. It is resolved when it is solved,
-- or closed without having been solved; restoring what was deleted resolves nothing.
SELECT
  "ticket_id",
  "created_at",
  "first_resolved_at",
  CAST(TIMESTAMPDIFF(SECOND, "created_at", "first_resolved_at") AS BIGINT) AS "first_resolution_seconds",
  "resolved_at",
  CAST(TIMESTAMPDIFF(SECOND, "created_at", "resolved_at") AS BIGINT) AS "full_resolution_seconds",
  "resolutions",
  "reopens",
  "is_merged"
FROM (
  SELECT
    "ticket_id",
    "created_at",
    MIN(CASE WHEN "is_resolution" THEN "started_at" END) AS "first_resolved_at",
    CASE WHEN COUNT(CASE WHEN "is_lasting" THEN 1 END) > 0 THEN MAX(CASE WHEN "is_resolution" THEN "started_at" END) END
      AS "resolved_at",
    COUNT(CASE WHEN "is_resolution" THEN 1 END) AS "resolutions",
    COUNT(CASE WHEN "is_reopening" THEN 1 END) AS "reopens",
    COUNT(CASE WHEN "is_merge" THEN 1 END) > 0 AS "is_merged"
  FROM (
    SELECT
      "ticket_id",
      "created_at",
      "started_at",
      "field" = 'status' AND "value" IN ('solved', 'closed')
        AND COALESCE("previous_value", '') NOT IN ('solved', 'closed', 'deleted') AS "is_resolution",
      "field" = 'status' AND "ended_at" IS NULL
        AND CASE WHEN "value" = 'deleted' THEN "previous_value" ELSE "value" END IN ('solved', 'closed') AS "is_lasting",
      "field" = 'status' AND "previous_value" = 'solved' AND "value" IN ('new', 'open', 'pending', 'hold')
        AS "is_reopening",
      "field" = 'tags' AND "value" LIKE '%"closed_by_merge"%' AS "is_merge"
    FROM "ticket_field_intervals"
    WHERE "field" IN ('status', 'tags')) AS "values"
  GROUP BY "ticket_id", "created_at") AS "tickets"
WHERE "resolutions" > 0
