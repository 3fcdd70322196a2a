-- Every field of each ticket as it is now: the value of its last change. Fields without a column of their own, custom
-- ones among them, are members of a JSON object.
SELECT
  "states".*,
  "requesters"."name" AS "requester_name",
  "assignees"."name" AS "assignee_name",
  "groups"."name" AS "group_name",
  "organizations"."name" AS "organization_name",
  "brands"."name" AS "brand_name",
  "forms"."name" AS "ticket_form_name",
  "statuses"."agent_label" AS "custom_status_name"
FROM (
  SELECT
    "ticket_id",
    "created_at",
    MAX("started_at") AS "changed_at",
    MAX(CASE WHEN "field" = 'status' THEN "value" END) AS "status",
    CAST(MAX(CASE WHEN "field" = 'custom_status_id' THEN "set_value" END) AS BIGINT) AS "custom_status_id",
    MAX(CASE WHEN "field" = 'priority' THEN "set_value" END) AS "priority",
    MAX(CASE WHEN "field" = 'type' THEN "set_value" END) AS "type",
    MAX(CASE WHEN "field" = 'subject' THEN "value" END) AS "subject",
    CAST(MAX(CASE WHEN "field" = 'requester_id' THEN "set_value" END) AS BIGINT) AS "requester_id",
    CAST(MAX(CASE WHEN "field" = 'assignee_id' THEN "set_value" END) AS BIGINT) AS "assignee_id",
    CAST(MAX(CASE WHEN "field" = 'group_id' THEN "set_value" END) AS BIGINT) AS "group_id",
    CAST(MAX(CASE WHEN "field" = 'organization_id' THEN "set_value" END) AS BIGINT) AS "organization_id",
    CAST(MAX(CASE WHEN "field" = 'brand_id' THEN "set_value" END) AS BIGINT) AS "brand_id",
    CAST(MAX(CASE WHEN "field" = 'ticket_form_id' THEN "set_value" END) AS BIGINT) AS "ticket_form_id",
    MAX(CASE WHEN "field" = 'satisfaction_score' THEN "value" END) AS "satisfaction_score",
    MAX(CASE WHEN "field" = 'sla_policy' THEN "value" END) AS "sla_policy",
    MAX(CASE WHEN "field" = 'is_public' THEN "value" END) = 'true' AS "is_public",
    MAX(CASE WHEN "field" = 'tags' THEN "value" END) AS "tags",
    NULLIF(
      JSON_OBJECTAGG(
        KEY "field"
        VALUE CASE
          WHEN "field" NOT IN (
            'status', 'custom_status_id', 'priority', 'type', 'subject', 'requester_id', 'assignee_id', 'group_id',
            'organization_id', 'brand_id', 'ticket_form_id', 'satisfaction_score', 'sla_policy', 'is_public', 'tags')
          THEN "value"
        END
        ABSENT ON NULL),
      '{}') AS "other"
  FROM (
    -- Zendesk says 0 where nothing was set.
    SELECT "values".*, CASE WHEN "value" NOT IN ('', '0') THEN "value" END AS "set_value"
    FROM "ticket_field_intervals" AS "values"
    WHERE "ended_at" IS NULL) AS "values"
  GROUP BY "ticket_id", "created_at") AS "states"
LEFT JOIN "users" AS "requesters" ON "requesters"."id" = "states"."requester_id"
LEFT JOIN "users" AS "assignees" ON "assignees"."id" = "states"."assignee_id"
LEFT JOIN "groups" AS "groups" ON "groups"."id" = "states"."group_id"
LEFT JOIN "organizations" AS "organizations" ON "organizations"."id" = "states"."organization_id"
LEFT JOIN "brands" AS "brands" ON "brands"."id" = "states"."brand_id"
LEFT JOIN "ticket_forms" AS "forms" ON "forms"."id" = "states"."ticket_form_id"
LEFT JOIN "custom_statuses" AS "statuses" ON "statuses"."id" = "states"."custom_status_id"
