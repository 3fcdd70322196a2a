-- Each time a ticket that was solved became something else again, other than closed.
SELECT "ticket_id", "time", "start_time", "event_id", "new_value" AS "status", "updater_id"
FROM "ticket_field_changes"
WHERE "field" = 'status'
  AND "event_type" = 'Change'
  AND "previous_value" = 'solved'
  AND "new_value" NOT IN ('solved', 'closed')
