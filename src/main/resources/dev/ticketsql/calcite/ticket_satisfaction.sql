-- What requesters said of each ticket that a survey was offered for, or that was rated.
SELECT
  "ticket_id",
  "created_at",
  MIN(CASE WHEN "is_score" AND "value" = 'offered' THEN "started_at" END) AS "offered_at",
  MIN(CASE WHEN "is_rating" THEN "started_at" END) AS "first_rated_at",
  ARG_MIN("value", "number") FILTER (WHERE "is_rating") AS "first_score",
  MAX(CASE WHEN "is_score" AND "ended_at" IS NULL THEN "value" END) AS "score",
  MAX(CASE WHEN "field" = 'satisfaction_reason_code' AND "ended_at" IS NULL THEN "value" END) AS "reason",
  MAX(CASE WHEN "field" = 'satisfaction_comment' AND "ended_at" IS NULL THEN "value" END) AS "comment",
  COUNT(CASE WHEN "is_rating" THEN 1 END) AS "ratings",
  COUNT(CASE WHEN "is_rating" AND "previous_value" = 'good' AND "value" = 'bad' THEN 1 END) AS "good_to_bad",
  COUNT(CASE WHEN "is_rating" AND "previous_value" = 'bad' AND "value" = 'good' THEN 1 END) AS "bad_to_good"
FROM (
  SELECT
    "values".*,
    "field" = 'satisfaction_score' AS "is_score",
    "field" = 'satisfaction_score' AND "value" IN ('good', 'bad') AS "is_rating"
  FROM "ticket_field_intervals" AS "values"
  WHERE "field" IN ('satisfaction_score', 'satisfaction_comment', 'satisfaction_reason_code')) AS "scores"
GROUP BY "ticket_id", "created_at"
HAVING COUNT(CASE WHEN "is_score" AND "value" IN ('offered', 'good', 'bad') THEN 1 END) > 0
