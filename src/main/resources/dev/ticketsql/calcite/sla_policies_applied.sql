-- Each time a policy was applied to a measurement of a ticket, and what became of it until the next application: breached,
-- fulfilled, or NULL where neither is known. An application without policy and target takes the policy off.
SELECT
  "ticket_id", "metric", "instance_id", "time", "start_time", "event_id", "policy_id", "policy", "target_seconds",
  "in_business_hours", "replaced_at", "breached_at", "fulfilled_at"
FROM (
  SELECT
    "events".*,
    MIN(CASE WHEN "type" = 'breach' THEN "time" END) OVER "one_application" AS "breached_at",
    MIN(CASE WHEN "type" = 'fulfill' THEN "time" END) OVER "one_application" AS "fulfilled_at",
    MIN(CASE WHEN "type" LIKE 'apply%' THEN "time" END) OVER (
      PARTITION BY "ticket_id", "metric", "instance_id" ORDER BY "application"
      RANGE BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS "replaced_at"
  FROM "sla_events" AS "events"
  WINDOW "one_application" AS (PARTITION BY "ticket_id", "metric", "instance_id", "application")) AS "applications"
WHERE "type" LIKE 'apply%' AND ("policy_id" IS NOT NULL OR "policy" IS NOT NULL OR "target_seconds" IS NOT NULL)
