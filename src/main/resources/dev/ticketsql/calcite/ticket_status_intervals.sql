-- How long each ticket was in each status: from the audit that set it to the next one, NULL where it still lasts. A
-- deleted ticket is in no status.
SELECT "ticket_id", "value" AS "status", "started_at", "ended_at", "seconds", "created_at"
FROM "ticket_field_intervals"
WHERE "field" = 'status' AND "value" <> 'deleted'
