-- Each breach, with the policy that was applied last to the same measurement before it: NULL where none is known.
SELECT
  "ticket_id", "metric", "instance_id", "time", "start_time", "event_id", "applied_at",
  "start_time" - "applied_time" AS "seconds", "applied_policy_id" AS "policy_id", "applied_policy" AS "policy",
  "applied_target_seconds" AS "target_seconds", "applied_in_business_hours" AS "in_business_hours"
FROM (
  SELECT
    "events".*,
    FIRST_VALUE(CASE WHEN "type" LIKE 'apply%' THEN "time" END) OVER "one_application" AS "applied_at",
    FIRST_VALUE(CASE WHEN "type" LIKE 'apply%' THEN "start_time" END) OVER "one_application" AS "applied_time",
    FIRST_VALUE("policy_id") OVER "one_application" AS "applied_policy_id",
    FIRST_VALUE("policy") OVER "one_application" AS "applied_policy",
    FIRST_VALUE("target_seconds") OVER "one_application" AS "applied_target_seconds",
    FIRST_VALUE("in_business_hours") OVER "one_application" AS "applied_in_business_hours"
  FROM "sla_events" AS "events"
  WINDOW "one_application" AS (
    PARTITION BY "ticket_id", "metric", "instance_id", "application"
    ORDER BY CASE WHEN "type" LIKE 'apply%' THEN 0 ELSE 1 END)) AS "breaches"
WHERE "type" = 'breach'
