-- How long each ticket was in which statuses, of intervals that ended: the requester waits while it is new, open or on
-- hold, the agent while it is pending, and is at work while it is new or open.
SELECT
  "ticket_id",
  "created_at",
  COALESCE(SUM(CASE WHEN "status" IN ('new', 'open', 'hold') THEN "seconds" END), 0) AS "requester_wait_seconds",
  COALESCE(SUM(CASE WHEN "status" IN ('new', 'open') THEN "seconds" END), 0) AS "agent_work_seconds",
  COALESCE(SUM(CASE WHEN "status" = 'pending' THEN "seconds" END), 0) AS "agent_wait_seconds",
  COALESCE(SUM(CASE WHEN "status" = 'hold' THEN "seconds" END), 0) AS "on_hold_seconds",
  MAX(CASE WHEN "ended_at" IS NULL AND "status" IN ('new', 'open', 'hold') THEN "started_at" END) AS "waiting_since"
FROM "ticket_status_intervals"
GROUP BY "ticket_id", "created_at"
