-- Each breach, with the latest application of an SLA to the same measurement before it: NULL where none is known.
SELECT
  "breaches"."ticket_id",
  "breaches"."metric",
  "breaches"."instance_id",
  "breaches"."time",
  "breaches"."start_time",
  "breaches"."id" AS "event_id",
  MAX("applied"."time") AS "applied_at",
  "breaches"."start_time" - MAX("applied"."start_time") AS "seconds"
FROM "ticket_events" AS "breaches"
LEFT JOIN "ticket_events" AS "applied"
  ON "applied"."ticket_id" = "breaches"."ticket_id"
  AND "applied"."metric" = "breaches"."metric"
  AND "applied"."instance_id" = "breaches"."instance_id"
  AND "applied"."type" IN ('apply_sla', 'apply_group_sla')
  AND "applied"."start_time" <= "breaches"."start_time"
WHERE "breaches"."type" = 'breach'
GROUP BY
  "breaches"."ticket_id", "breaches"."metric", "breaches"."instance_id", "breaches"."time", "breaches"."start_time",
  "breaches"."id"
