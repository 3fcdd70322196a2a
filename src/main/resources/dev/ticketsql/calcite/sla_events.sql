-- Each time a policy was applied to a measurement of a ticket, and each breach and fulfilment of the measurement, with the
-- number of the application that it falls under: 0 where none is known. A breach that is marked deleted does not count.
SELECT
  "ticket_id",
  "metric",
  "instance_id",
  "time",
  "start_time",
  "id" AS "event_id",
  "type",
  COUNT(CASE WHEN "kind" = 0 THEN 1 END) OVER (
    PARTITION BY "ticket_id", "metric", "instance_id"
    ORDER BY "start_time", "kind", "id"
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "application",
  COALESCE(
    JSON_VALUE("other", '$.sla.policy.id' RETURNING BIGINT),
    JSON_VALUE("other", '$.group_sla.policy.id' RETURNING BIGINT)) AS "policy_id",
  COALESCE(JSON_VALUE("other", '$.sla.policy.title'), JSON_VALUE("other", '$.group_sla.policy.title')) AS "policy",
  COALESCE(
    JSON_VALUE("other", '$.sla.target_in_seconds' RETURNING BIGINT),
    JSON_VALUE("other", '$.group_sla.target_in_seconds' RETURNING BIGINT),
    60 * JSON_VALUE("other", '$.sla.target' RETURNING BIGINT),
    60 * JSON_VALUE("other", '$.group_sla.target' RETURNING BIGINT)) AS "target_seconds",
  COALESCE(JSON_VALUE("other", '$.sla.business_hours'), JSON_VALUE("other", '$.group_sla.business_hours')) = 'true'
    AS "in_business_hours"
FROM (
  SELECT "events".*, CASE WHEN "type" IN ('apply_sla', 'apply_group_sla') THEN 0 ELSE 1 END AS "kind"
  FROM "ticket_events" AS "events"
  WHERE "type" IN ('apply_sla', 'apply_group_sla', 'fulfill')
    OR "type" = 'breach' AND COALESCE(JSON_VALUE("other", '$.deleted'), '') <> 'true') AS "steps"
