-- The tables of an export and TicketSQL's ready-made views, for Spark 4: spark-sql -i spark-views.sql
-- Made of the views' own text; set /data/tickets to where the export is. Sessions should be in UTC:
SET spark.sql.session.timeZone = UTC;

CREATE OR REPLACE TEMPORARY VIEW ticket_events USING parquet
  OPTIONS (path '/data/tickets/ticket_events');

CREATE OR REPLACE TEMPORARY VIEW ticket_field_changes USING parquet
  OPTIONS (path '/data/tickets/ticket_field_changes');

CREATE OR REPLACE TEMPORARY VIEW ticket_comments USING parquet
  OPTIONS (path '/data/tickets/ticket_comments');

CREATE OR REPLACE TEMPORARY VIEW ticket_child_events USING parquet
  OPTIONS (path '/data/tickets/ticket_child_events');

-- An export has no names of people, groups and the like: tables of your own may take the place of these.
CREATE OR REPLACE TEMPORARY VIEW users AS
SELECT CAST(NULL AS BIGINT) AS id, CAST(NULL AS STRING) AS name, CAST(NULL AS STRING) AS role WHERE FALSE;

CREATE OR REPLACE TEMPORARY VIEW groups AS
SELECT CAST(NULL AS BIGINT) AS id, CAST(NULL AS STRING) AS name WHERE FALSE;

CREATE OR REPLACE TEMPORARY VIEW organizations AS
SELECT CAST(NULL AS BIGINT) AS id, CAST(NULL AS STRING) AS name WHERE FALSE;

CREATE OR REPLACE TEMPORARY VIEW brands AS
SELECT CAST(NULL AS BIGINT) AS id, CAST(NULL AS STRING) AS name WHERE FALSE;

CREATE OR REPLACE TEMPORARY VIEW ticket_forms AS
SELECT CAST(NULL AS BIGINT) AS id, CAST(NULL AS STRING) AS name WHERE FALSE;

CREATE OR REPLACE TEMPORARY VIEW custom_statuses AS
SELECT CAST(NULL AS BIGINT) AS id, CAST(NULL AS STRING) AS agent_label WHERE FALSE;

CREATE OR REPLACE TEMPORARY VIEW ticket_fields AS
SELECT CAST(NULL AS STRING) AS field, CAST(NULL AS STRING) AS title WHERE FALSE;

-- Every value that a field of a ticket had, from the audit that set it to the next one; NULL where it still lasts. All
-- views that need an order of changes take it from here.
-- Changes in one second are a chain: each begins with the value that the one before it set. What no other of the second
-- leads to comes first, and what leads to no other comes last. Between them comes first what begins with the value that
-- was there, and last what leads to no other, or back to that value. The number of the event decides the rest, within
-- an event the place of the child.
CREATE OR REPLACE TEMPORARY VIEW ticket_field_intervals AS
SELECT `intervals`.*, `fields`.`title` `field_title`,
    `updaters`.`name` `updater_name`
FROM (SELECT `ticket_id`, `created_at`, `field`, `value`, `previous_value`,
            ROW_NUMBER() OVER `changes` `number`, `time` `started_at`, `start_time`, LEAD(`time`) OVER `changes`
            `ended_at`, LEAD(`start_time`) OVER `changes` `end_time`, (LEAD(`start_time`) OVER `changes`) - `start_time`
                 `seconds`, `event_id`, `updater_id`
        FROM (SELECT `placed`.*,
                    CASE WHEN POSITION(`to`, LISTAGG(`from`, '') OVER `group`) = 0 THEN 3 WHEN `from` = `before` THEN 0
                        WHEN `to` = `before` THEN 2 ELSE 1 END `place_in_group`
                FROM (SELECT `linked`.*,
                            COALESCE(CASE WHEN `place` > 0 THEN MAX(CASE WHEN `place` = 0 THEN `to` ELSE NULL END) OVER
                                        `second` ELSE NULL END, LAST_VALUE(`end`) IGNORE NULLS OVER (PARTITION BY
                                                `ticket_id`, `created_at`, `field` ORDER BY `second` NULLS LAST
                                        RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '<>') `before`
                        FROM (SELECT `named`.*, CASE WHEN POSITION(`from`, LISTAGG(`to`, '') OVER `second`) = 0 THEN 0
                                        WHEN POSITION(`to`, LISTAGG(`from`, '') OVER `second`) = 0 THEN 2 ELSE 1 END
                                    `place`, CASE WHEN POSITION(`to`, LISTAGG(`from`, '') OVER `second`) = 0 THEN `to`
                                        ELSE NULL END `end`
                                FROM (SELECT `changes`.`ticket_id`, `created`.`time` `created_at`, `changes`.`field`,
                                            `changes`.`new_value` `value`, `changes`.`previous_value`, `changes`.`time`
                                            , `changes`.`start_time`, `changes`.`event_id`, `changes`.`updater_id`,
                                            `changes`.`position`, 2 * `changes`.`start_time` + CASE WHEN `changes`.`event_type`
                                                         = 'Create' THEN 0 ELSE 1 END `second`, '<' || COALESCE(NULLIF(`changes`
                                                            .`previous_value`, '0'), '') || '>' `from`, '<' || COALESCE(NULLIF
                                                        (`changes`.`new_value`, '0'), '') || '>' `to`
                                        FROM `ticket_field_changes` `changes`
                                            LEFT JOIN (SELECT DISTINCT `ticket_id`, `time`
                                                FROM `ticket_field_changes`
                                                WHERE `event_type` = 'Create') `created` ON `created`.`ticket_id` =
                                                    `changes`.`ticket_id` AND `created`.`time` <= `changes`.`time`
                                        WHERE `changes`.`ticket_id` IS NOT NULL) `named`
                                WINDOW `second` AS (PARTITION BY `ticket_id`, `created_at`, `field`, `second`)) `linked`
                            
                        WINDOW `second` AS (PARTITION BY `ticket_id`, `created_at`, `field`, `second`)) `placed`
                WINDOW
                    `group` AS (PARTITION BY `ticket_id`, `created_at`, `field`, `second`, `place`)) `ordered`
        WINDOW
            `changes` AS (PARTITION BY `ticket_id`, `created_at`, `field` ORDER BY `second` NULLS LAST, `place`
                        NULLS LAST, `place_in_group` NULLS LAST, `event_id` NULLS LAST, `position` NULLS LAST))
    `intervals`
    LEFT JOIN (SELECT `field`, MIN(`title`) `title`
        FROM `ticket_fields`
        GROUP BY `field`) `fields` ON `fields`.`field` = `intervals`.`field`
    LEFT JOIN `users` `updaters` ON `updaters`.`id` = `intervals`.`updater_id`;

-- How long each ticket was in each status: from the audit that set it to the next one, NULL where it still lasts. A
-- deleted ticket is in no status.
CREATE OR REPLACE TEMPORARY VIEW ticket_status_intervals AS
SELECT `ticket_id`, `value` `status`, `started_at`, `ended_at`, `seconds`,
    `created_at`
FROM `ticket_field_intervals`
WHERE `field` = 'status' AND `value` <> 'deleted';

-- Every field of each ticket as it is now: the value of its last change. Fields without a column of their own, custom
-- ones among them, are members of a JSON object.
CREATE OR REPLACE TEMPORARY VIEW ticket_states AS
SELECT `states`.*, `requesters`.`name` `requester_name`,
    `assignees`.`name` `assignee_name`, `groups`.`name` `group_name`,
    `organizations`.`name` `organization_name`, `brands`.`name` `brand_name`,
    `forms`.`name` `ticket_form_name`,
    `statuses`.`agent_label` `custom_status_name`
FROM (SELECT `ticket_id`, `created_at`, MAX(`started_at`) `changed_at`, MAX(CASE WHEN `field` = 'status' THEN `value`
                    ELSE NULL END) `status`, CAST(MAX(CASE WHEN `field` = 'custom_status_id' THEN `set_value` ELSE NULL
                        END) AS BIGINT) `custom_status_id`, MAX(CASE WHEN `field` = 'priority' THEN `set_value` ELSE
                    NULL END) `priority`,
            MAX(CASE WHEN `field` = 'type' THEN `set_value` ELSE NULL END) `type`, MAX(CASE WHEN `field` = 'subject'
                    THEN `value` ELSE NULL END) `subject`, CAST(MAX(CASE WHEN `field` = 'requester_id' THEN `set_value`
                        ELSE NULL END) AS BIGINT) `requester_id`, CAST(MAX(CASE WHEN `field` = 'assignee_id' THEN
                        `set_value` ELSE NULL END) AS BIGINT) `assignee_id`, CAST(MAX(CASE WHEN `field` = 'group_id'
                        THEN `set_value` ELSE NULL END) AS BIGINT) `group_id`,
            CAST(MAX(CASE WHEN `field` = 'organization_id' THEN `set_value` ELSE NULL END) AS BIGINT) `organization_id`
            ,
            CAST(MAX(CASE WHEN `field` = 'brand_id' THEN `set_value` ELSE NULL END) AS BIGINT) `brand_id`,
            CAST(MAX(CASE WHEN `field` = 'ticket_form_id' THEN `set_value` ELSE NULL END) AS BIGINT) `ticket_form_id`,
            MAX(CASE WHEN `field` = 'satisfaction_score' THEN `value` ELSE NULL END) `satisfaction_score`,
            MAX(CASE WHEN `field` = 'sla_policy' THEN `value` ELSE NULL END) `sla_policy`,
            MAX(CASE WHEN `field` = 'is_public' THEN `value` ELSE NULL END) = 'true' `is_public`, MAX(CASE WHEN `field`
                        = 'tags' THEN `value` ELSE NULL END) `tags`, NULLIF(TO_JSON(MAP_FROM_ENTRIES(COLLECT_LIST(STRUCT(`field`
                                    , CASE WHEN `field` NOT IN ('status', 'custom_status_id', 'priority', 'type',
                                                'subject', 'requester_id', 'assignee_id', 'group_id', 'organization_id'
                                                , 'brand_id', 'ticket_form_id', 'satisfaction_score', 'sla_policy',
                                                'is_public', 'tags') THEN `value` ELSE NULL END)) FILTER (WHERE CASE
                                WHEN `field` NOT IN ('status', 'custom_status_id', 'priority', 'type', 'subject',
                                        'requester_id', 'assignee_id', 'group_id', 'organization_id', 'brand_id',
                                        'ticket_form_id', 'satisfaction_score', 'sla_policy', 'is_public', 'tags') THEN
                                `value` ELSE NULL END IS NOT NULL))), '{}') `other`
        FROM (SELECT `values`.*,
                    CASE WHEN `value` NOT IN ('', '0') THEN `value` ELSE NULL END `set_value`
                FROM `ticket_field_intervals` `values`
                WHERE `ended_at` IS NULL) `values`
        GROUP BY `ticket_id`, `created_at`) `states`
    LEFT JOIN `users` `requesters` ON `requesters`.`id` = `states`.`requester_id`
    LEFT JOIN `users` `assignees` ON `assignees`.`id` = `states`.`assignee_id`
    LEFT JOIN `groups` `groups` ON `groups`.`id` = `states`.`group_id`
    LEFT JOIN `organizations` `organizations` ON `organizations`.`id` = `states`.`organization_id`
    LEFT JOIN `brands` `brands` ON `brands`.`id` = `states`.`brand_id`
    LEFT JOIN `ticket_forms` `forms` ON `forms`.`id` = `states`.`ticket_form_id`
    LEFT JOIN `custom_statuses` `statuses` ON `statuses`.`id` = `states`.`custom_status_id`;

-- Who is an agent or an admin, and who has acted as one, as far as events tell: was assigned a ticket, wrote an internal
-- note other than by e-mail, made somebody else the requester, or set a ticket to pending or on hold. No end user can do
-- any of these, so that it was an agent then. Where the account's people are not known, the events alone tell.
CREATE OR REPLACE TEMPORARY VIEW ticket_agents AS
SELECT `agents`.*, `users`.`name` `name`, `users`.`role` `role`
FROM (SELECT `user_id`, MIN(`time`) `first_acted_at`
        FROM (SELECT CAST(`new_value` AS BIGINT) `user_id`, `time`
                    FROM `ticket_field_changes`
                    WHERE `field` = 'assignee_id' AND `new_value` NOT IN ('', '0')
                    UNION ALL
                    SELECT `updater_id`, `time`
                    FROM `ticket_field_changes`
                    WHERE `field` = 'requester_id' AND `new_value` <> CAST(`updater_id` AS STRING) OR `field` = 'status'
                                             AND `event_type` = 'Change' AND `new_value` IN ('pending', 'hold') AND
                                    COALESCE(`via`, '') <> 'Rule' AND REPLACE(COALESCE(`via`, ''), ' ', '') NOT LIKE
                                '{%"channel":"rule"%'
                    UNION ALL
                    SELECT COALESCE(`notes`.`author_id`, `audits`.`updater_id`), `notes`.`time`
                    FROM `ticket_comments` `notes`
                        INNER JOIN `ticket_events` `audits` ON `audits`.`id` = `notes`.`event_id` AND `audits`.`time` =
                                `notes`.`time`
                    WHERE NOT `notes`.`is_public` AND `notes`.`type` <> 'VoiceComment' AND COALESCE(`notes`.`via`,
                                `audits`.`via`, '') NOT IN ('Email', 'Mail') AND REPLACE(COALESCE(`notes`.`via`, `audits`
                                    .`via`, ''), ' ', '') NOT LIKE '{%"channel":"email"%'
                    UNION ALL
                    SELECT `id`, CAST(NULL AS TIMESTAMP_NTZ)
                    FROM `users`
                    WHERE `role` IN ('agent', 'admin')) `acts`
        WHERE `user_id` > 0
        GROUP BY `user_id`) `agents`
    LEFT JOIN `users` `users` ON `users`.`id` = `agents`.`user_id`;

-- Every comment and call, with who said it: the requester of that moment, an agent, or other, as people who were copied
-- in, and programs. Without option comments nobody says who wrote a comment, but who made the audit that it is part of. A
-- comment that was made private afterwards is private, until it is made public again.
CREATE OR REPLACE TEMPORARY VIEW ticket_messages AS
SELECT `messages`.*, `authors`.`name` `author_name`
FROM (SELECT `messages`.`ticket_id`, `messages`.`time`, `messages`.`start_time`,
            `messages`.`event_id`, `messages`.`comment_id`, `messages`.`author_id`,
            CASE WHEN CAST(`messages`.`author_id` AS STRING) = `requesters`.`value` THEN CAST('requester' AS STRING)
                WHEN `agents`.`user_id` IS NOT NULL THEN CAST('agent' AS STRING) ELSE CAST('other' AS STRING) END
            `author_role`,
            CASE WHEN `privacy`.`hidden_time` >= COALESCE(`privacy`.`shown_time`, 0) THEN FALSE WHEN `privacy`.`shown_time`
                IS NOT NULL THEN TRUE ELSE `messages`.`is_public` END `is_public`,
            `messages`.`is_call`
        FROM (SELECT `comments`.`ticket_id`, `comments`.`time`, `comments`.`start_time`,
                    `comments`.`event_id`, `comments`.`comment_id`, COALESCE(`comments`.`author_id`, `audits`.`updater_id`
                        ) `author_id`, COALESCE(`comments`.`is_public`, `comments`.`type` = 'VoiceComment') `is_public`
                    , `comments`.`type` = 'VoiceComment' `is_call`
                FROM `ticket_comments` `comments`
                    INNER JOIN `ticket_events` `audits` ON `audits`.`id` = `comments`.`event_id` AND `audits`.`time` =
                            `comments`.`time`) `messages`
            LEFT JOIN (SELECT `ticket_id`, `comment_id`, MAX(CASE WHEN NOT `is_public` THEN `start_time` ELSE NULL END)
                    `hidden_time`,
                    MAX(CASE WHEN `is_public` THEN `start_time` ELSE NULL END) `shown_time`
                FROM (SELECT `children`.*, TRY_CAST(GET_JSON_OBJECT(`attributes`, '$.comment_id') AS BIGINT) `comment_id`
                            
                        FROM `ticket_child_events` `children`
                        WHERE `event_type` = 'CommentPrivacyChange') `changes`
                GROUP BY `ticket_id`, `comment_id`) `privacy` ON `privacy`.`ticket_id` = `messages`.`ticket_id` AND
                    `privacy`.`comment_id` = `messages`.`comment_id`
            LEFT JOIN `ticket_field_intervals` `requesters` ON `requesters`.`ticket_id` = `messages`.`ticket_id` AND
                            `requesters`.`field` = 'requester_id' AND `requesters`.`start_time` <= `messages`.`start_time`
                         AND (`requesters`.`end_time` IS NULL OR `messages`.`start_time` < `requesters`.`end_time`)
            LEFT JOIN `ticket_agents` `agents` ON `agents`.`user_id` = `messages`.`author_id`) `messages`
    LEFT JOIN `users` `authors` ON `authors`.`id` = `messages`.`author_id`;

-- The first public comment or call of an agent on each ticket, in a later audit than the one that created it. An agent
-- who is the requester at that moment does not reply. Of several in one second, the number of the event decides.
CREATE OR REPLACE TEMPORARY VIEW ticket_first_replies AS
SELECT `replies`.*, `agents`.`name` `agent_name`
FROM (SELECT `ticket_id`, `created_at`, `time` `replied_at`, `seconds`,
            `author_id` `agent_id`
        FROM (SELECT `created`.`ticket_id`, `created`.`time` `created_at`, `messages`.`time`, `messages`.`start_time` -
                        `created`.`start_time` `seconds`, `messages`.`author_id`,
                    ROW_NUMBER() OVER (PARTITION BY `created`.`ticket_id`, `created`.`time` ORDER BY `messages`.`start_time`
                                    NULLS LAST, `messages`.`event_id` NULLS LAST, `messages`.`comment_id` NULLS LAST)
                    `number`
                FROM (SELECT DISTINCT `ticket_id`, `event_id`, `time`, `start_time`
                        FROM `ticket_field_changes`
                        WHERE `event_type` = 'Create') `created`
                    INNER JOIN `ticket_messages` `messages` ON `messages`.`ticket_id` = `created`.`ticket_id` AND
                            `messages`.`time` >= `created`.`time`
                WHERE `messages`.`is_public` AND `messages`.`author_role` = 'agent' AND `messages`.`event_id` <> `created`
                        .`event_id`) `messages`
        WHERE `number` = 1) `replies`
    LEFT JOIN `users` `agents` ON `agents`.`id` = `replies`.`agent_id`;

-- Each time a solved ticket went back to work. One that was deleted or closed was not reopened.
CREATE OR REPLACE TEMPORARY VIEW ticket_reopens AS
SELECT `reopens`.*, `updaters`.`name` `updater_name`
FROM (SELECT `ticket_id`, `time`, `start_time`, `event_id`, `new_value` `status`,
            `updater_id`
        FROM `ticket_field_changes`
        WHERE `field` = 'status' AND `event_type` = 'Change' AND
            `previous_value` = 'solved' AND `new_value` IN ('new', 'open', 'pending', 'hold')) `reopens`
    LEFT JOIN `users` `updaters` ON `updaters`.`id` = `reopens`.`updater_id`;

-- Each time a ticket went from one assignee to another, or to nobody. Its first assignee is no reassignment.
CREATE OR REPLACE TEMPORARY VIEW ticket_reassignments AS
SELECT `reassignments`.*, `previous`.`name` `previous_assignee_name`,
    `assignees`.`name` `assignee_name`, `updaters`.`name` `updater_name`
FROM (SELECT `ticket_id`, `time`, `start_time`, `event_id`,
            CAST(`previous_value` AS BIGINT) `previous_assignee_id`, CAST(NULLIF(NULLIF(`new_value`, ''), '0') AS BIGINT
                ) `assignee_id`, `updater_id`
        FROM `ticket_field_changes`
        WHERE `field` = 'assignee_id' AND `event_type` = 'Change' AND
            `previous_value` NOT IN ('', '0') AND
            `new_value` IS DISTINCT FROM `previous_value`) `reassignments`
    LEFT JOIN `users` `previous` ON `previous`.`id` = `reassignments`.`previous_assignee_id`
    LEFT JOIN `users` `assignees` ON `assignees`.`id` = `reassignments`.`assignee_id`
    LEFT JOIN `users` `updaters` ON `updaters`.`id` = `reassignments`.`updater_id`;

-- How long each ticket was with the same assignee and group, NULL for nobody: from the second after which it was, to the
-- one in which either changed, or the ticket was closed or deleted. What lasted less than a second is left out.
CREATE OR REPLACE TEMPORARY VIEW ticket_assignments AS
SELECT `assignments`.*, `assignees`.`name` `assignee_name`,
    `groups`.`name` `group_name`
FROM (SELECT `ticket_id`, `assignee_id`, `group_id`, `time` `started_at`, `ended_at`, `end_time` - `start_time` `seconds`
            , `created_at`
        FROM (SELECT `starts`.*, LEAD(`time`) OVER `ticket` `ended_at`,
                    LEAD(`start_time`) OVER `ticket` `end_time`
                FROM (SELECT `states`.*, LAG(`start_time`) OVER `ticket` `last_time`, LAG(`assignee_id`) OVER `ticket`
                            `last_assignee_id`, LAG(`group_id`) OVER `ticket` `last_group_id`, LAG(`is_gone`) OVER
                                `ticket` `was_gone`
                        FROM (SELECT `ticket_id`, `created_at`, `time`, `start_time`, CAST(NULLIF(NULLIF(LAST_VALUE(`assignee`
                                                        ) IGNORE NULLS OVER `until_now`, ''), '0') AS BIGINT)
                                    `assignee_id`, CAST(NULLIF(NULLIF(LAST_VALUE(`group`) IGNORE NULLS OVER `until_now`
                                                , ''), '0') AS BIGINT) `group_id`, COALESCE((LAST_VALUE(`status`)
                                                    IGNORE NULLS OVER `until_now`) IN ('closed', 'deleted'), FALSE)
                                    `is_gone`
                                FROM (SELECT `ticket_id`, `created_at`, `started_at` `time`, `start_time`, MAX(CASE WHEN
                                                        `field` = 'assignee_id' THEN COALESCE(`value`, '') ELSE NULL END
                                                ) `assignee`, MAX(CASE WHEN `field` = 'group_id' THEN COALESCE(`value`,
                                                        '') ELSE NULL END) `group`, MAX(CASE WHEN `field` = 'status'
                                                    THEN `value` ELSE NULL END) `status`
                                        FROM `ticket_field_intervals`
                                        WHERE `field` IN ('assignee_id', 'group_id', 'status') AND (`end_time` IS NULL
                                                    OR `end_time` > `start_time`)
                                        GROUP BY `ticket_id`, `created_at`, `started_at`, `start_time`) `seconds`
                                WINDOW `until_now` AS (PARTITION BY `ticket_id`, `created_at` ORDER BY `start_time`
                                                NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)) `states`
                        WINDOW
                            `ticket` AS (PARTITION BY `ticket_id`, `created_at` ORDER BY `start_time` NULLS LAST))
                    `starts`
                WHERE `last_time` IS NULL OR `assignee_id` IS DISTINCT FROM `last_assignee_id` OR `group_id`
                        IS DISTINCT FROM `last_group_id` OR `is_gone` <> `was_gone`
                WINDOW
                    `ticket` AS (PARTITION BY `ticket_id`, `created_at` ORDER BY `start_time` NULLS LAST)) `stretches`
        WHERE NOT `is_gone`) `assignments`
    LEFT JOIN `users` `assignees` ON `assignees`.`id` = `assignments`.`assignee_id`
    LEFT JOIN `groups` `groups` ON `groups`.`id` = `assignments`.`group_id`;

-- When each ticket was resolved first, and when for good: NULL while it is open again. It is resolved when it is solved,
-- or closed without having been solved; restoring what was deleted resolves nothing.
CREATE OR REPLACE TEMPORARY VIEW ticket_resolutions AS
SELECT `ticket_id`, `created_at`, `first_resolved_at`, CAST(TIMESTAMPDIFF(SECOND, `created_at`, `first_resolved_at`) AS
        BIGINT) `first_resolution_seconds`, `resolved_at`, CAST(TIMESTAMPDIFF(SECOND, `created_at`, `resolved_at`) AS
        BIGINT) `full_resolution_seconds`, `resolutions`, `reopens`, `is_merged`
FROM (SELECT `ticket_id`, `created_at`, MIN(CASE WHEN `is_resolution` THEN `started_at` ELSE NULL END) `first_resolved_at`
            , CASE WHEN COUNT(CASE WHEN `is_lasting` THEN 1 ELSE NULL END) > 0 THEN MAX(CASE WHEN `is_resolution` THEN
                        `started_at` ELSE NULL END) ELSE NULL END `resolved_at`, COUNT(CASE WHEN `is_resolution` THEN 1
                    ELSE NULL END) `resolutions`,
            COUNT(CASE WHEN `is_reopening` THEN 1 ELSE NULL END) `reopens`, COUNT(CASE WHEN `is_merge` THEN 1 ELSE NULL
                        END) > 0 `is_merged`
        FROM (SELECT `ticket_id`, `created_at`, `started_at`,
                    `field` = 'status' AND `value` IN ('solved', 'closed') AND COALESCE(`previous_value`, '') NOT IN ('solved'
                                , 'closed', 'deleted') `is_resolution`, `field` = 'status' AND `ended_at` IS NULL AND
                                CASE WHEN `value` = 'deleted' THEN `previous_value` ELSE `value` END IN ('solved',
                                'closed') `is_lasting`, `field` = 'status' AND `previous_value` = 'solved' AND `value`
                            IN ('new', 'open', 'pending', 'hold') `is_reopening`, `field` = 'tags' AND `value` LIKE
                            '%"closed_by_merge"%' `is_merge`
                FROM `ticket_field_intervals`
                WHERE `field` IN ('status', 'tags')) `values`
        GROUP BY `ticket_id`, `created_at`) `tickets`
WHERE `resolutions` > 0;

-- How long each ticket was in which statuses, of intervals that ended: the requester waits while it is new, open or on
-- hold, the agent while it is pending, and is at work while it is new or open.
CREATE OR REPLACE TEMPORARY VIEW ticket_requester_waits AS
SELECT `ticket_id`, `created_at`, COALESCE(SUM(CASE WHEN `status` IN ('new', 'open', 'hold') THEN `seconds` ELSE NULL
                END), 0) `requester_wait_seconds`, COALESCE(SUM(CASE WHEN `status` IN ('new', 'open') THEN `seconds`
                ELSE NULL END), 0) `agent_work_seconds`, COALESCE(SUM(CASE WHEN `status` = 'pending' THEN `seconds` ELSE
                NULL END), 0) `agent_wait_seconds`, COALESCE(SUM(CASE WHEN `status` = 'hold' THEN `seconds` ELSE NULL
                END), 0) `on_hold_seconds`, MAX(CASE WHEN `ended_at` IS NULL AND `status` IN ('new', 'open', 'hold')
            THEN `started_at` ELSE NULL END) `waiting_since`
FROM `ticket_status_intervals`
GROUP BY `ticket_id`, `created_at`;

-- How many messages each ticket took. A touch is a public comment or call of an agent after the audit that created the
-- ticket; touches count once it is solved or closed. Handoffs are the agents who wrote on it, notes included.
CREATE OR REPLACE TEMPORARY VIEW ticket_touches AS
SELECT `ticket_id`, `created_at`, `agent_replies`, `internal_notes`,
    `requester_messages`, `other_messages`, `handoffs`,
    `is_solved` AND `agent_replies` = 1 `is_one_touch`,
    `is_solved` AND `agent_replies` = 2 `is_two_touch`,
    `is_solved` AND `agent_replies` > 2 `is_multi_touch`
FROM (SELECT `messages`.`ticket_id`, `created`.`time` `created_at`, COUNT(CASE WHEN `author_role` = 'agent' AND
                            `is_public` AND `messages`.`event_id` IS DISTINCT FROM `created`.`event_id` THEN 1 ELSE NULL
                    END) `agent_replies`,
            COUNT(CASE WHEN NOT `is_public` THEN 1 ELSE NULL END) `internal_notes`,
            COUNT(CASE WHEN `author_role` = 'requester' AND `is_public` THEN 1 ELSE NULL END) `requester_messages`,
            COUNT(CASE WHEN `author_role` = 'other' AND `is_public` THEN 1 ELSE NULL END) `other_messages`,
            COUNT(DISTINCT CASE WHEN `author_role` = 'agent' THEN `author_id` ELSE NULL END) `handoffs`,
            `messages`.`ticket_id` IN (SELECT `ticket_id`
                    FROM `ticket_field_intervals`
                    WHERE `field` = 'status' AND `value` IN ('solved', 'closed') AND `ended_at` IS NULL) `is_solved`
        FROM `ticket_messages` `messages`
            LEFT JOIN (SELECT DISTINCT `ticket_id`, `event_id`, `time`
                FROM `ticket_field_changes`
                WHERE `event_type` = 'Create') `created` ON `created`.`ticket_id` = `messages`.`ticket_id` AND `created`
                    .`time` <= `messages`.`time`
        GROUP BY `messages`.`ticket_id`, `created`.`time`) `tickets`;

-- What requesters said of each ticket that a survey was offered for, or that was rated.
CREATE OR REPLACE TEMPORARY VIEW ticket_satisfaction AS
SELECT `ticket_id`, `created_at`, MIN(CASE WHEN `is_score` AND `value` = 'offered' THEN `started_at` ELSE NULL END)
    `offered_at`,
    MIN(CASE WHEN `is_rating` THEN `started_at` ELSE NULL END) `first_rated_at`, MIN_BY(`value`, `number`) FILTER (WHERE
        `is_rating`) `first_score`, MAX(CASE WHEN `is_score` AND `ended_at` IS NULL THEN `value` ELSE NULL END) `score`
    ,
    MAX(CASE WHEN `field` = 'satisfaction_reason_code' AND `ended_at` IS NULL THEN `value` ELSE NULL END) `reason`,
    MAX(CASE WHEN `field` = 'satisfaction_comment' AND `ended_at` IS NULL THEN `value` ELSE NULL END) `comment`, COUNT(CASE
            WHEN `is_rating` THEN 1 ELSE NULL END) `ratings`, COUNT(CASE WHEN `is_rating` AND `previous_value` = 'good'
                AND `value` = 'bad' THEN 1 ELSE NULL END) `good_to_bad`,
    COUNT(CASE WHEN `is_rating` AND `previous_value` = 'bad' AND `value` = 'good' THEN 1 ELSE NULL END) `bad_to_good`
FROM (SELECT `values`.*, `field` = 'satisfaction_score' `is_score`, `field` = 'satisfaction_score' AND `value` IN ('good'
                        , 'bad') `is_rating`
        FROM `ticket_field_intervals` `values`
        WHERE
            `field` IN ('satisfaction_score', 'satisfaction_comment', 'satisfaction_reason_code')) `scores`
GROUP BY `ticket_id`, `created_at`
HAVING COUNT(CASE WHEN `is_score` AND `value` IN ('offered', 'good', 'bad') THEN 1 ELSE NULL END) > 0;

-- How many tickets were in each status that is not solved, closed or deleted, at the end of each day in UTC; of today,
-- now. Each interval adds a ticket on the day on which it starts and takes it off on the day on which it ends.
CREATE OR REPLACE TEMPORARY VIEW ticket_backlog AS
SELECT CAST(`from_day` + `days`.`n` * INTERVAL '1' DAY AS DATE) `day`, `status`,
    `tickets`
FROM (SELECT `day` `from_day`, `status`, SUM(`started`) OVER `statuses` `tickets`, LEAD(`day`, 1, CURRENT_DATE +
                        INTERVAL '1' DAY) OVER `statuses` `to_day`
        FROM (SELECT
                    CAST(CASE WHEN `steps`.`sign` = 1 THEN `started_at` ELSE `ended_at` END AS DATE) `day`,
                    `status`, SUM(`steps`.`sign`) `started`
                FROM `ticket_status_intervals`
                    CROSS JOIN (VALUES 1, -1) `steps` (`sign`)
                WHERE `status` IN ('new', 'open', 'pending', 'hold') AND
                    (`steps`.`sign` = 1 OR `ended_at` IS NOT NULL)
                GROUP BY
                    CAST(CASE WHEN `steps`.`sign` = 1 THEN `started_at` ELSE `ended_at` END AS DATE),
                    `status`) `changes`
        WINDOW `statuses` AS (PARTITION BY `status` ORDER BY `day` NULLS LAST)) `stretches`
    INNER JOIN (SELECT `a`.`n` + 10 * `b`.`n` + 100 * `c`.`n` + 1000 * `d`.`n` `n`
        FROM (VALUES 0, 1, 2, 3, 4, 5, 6, 7, 8, 9) `a` (`n`)
            CROSS JOIN (VALUES 0, 1, 2, 3, 4, 5, 6, 7, 8, 9) `b` (`n`)
            CROSS JOIN (VALUES 0, 1, 2, 3, 4, 5, 6, 7, 8, 9) `c` (`n`)
            CROSS JOIN (VALUES 0, 1, 2, 3, 4, 5, 6, 7, 8, 9) `d` (`n`)) `days` ON `days`.`n` < TIMESTAMPDIFF(DAY,
            `from_day`, `to_day`)
WHERE `tickets` > 0;

-- Each time a policy was applied to a measurement of a ticket, and each breach and fulfilment of the measurement, with the
-- number of the application that it falls under: 0 where none is known. A breach that is marked deleted does not count.
CREATE OR REPLACE TEMPORARY VIEW sla_events AS
SELECT `ticket_id`, `metric`, `instance_id`, `time`, `start_time`,
    `id` `event_id`, `type`, COUNT(CASE WHEN `kind` = 0 THEN 1 ELSE NULL END) OVER (PARTITION BY `ticket_id`, `metric`,
                    `instance_id` ORDER BY `start_time` NULLS LAST, `kind` NULLS LAST, `id` NULLS LAST ROWS BETWEEN
            UNBOUNDED PRECEDING AND CURRENT ROW) `application`, COALESCE(TRY_CAST(GET_JSON_OBJECT(`other`,
                '$.sla.policy.id') AS BIGINT), TRY_CAST(GET_JSON_OBJECT(`other`, '$.group_sla.policy.id') AS BIGINT))
    `policy_id`, COALESCE(GET_JSON_OBJECT(`other`, '$.sla.policy.title'), GET_JSON_OBJECT(`other`,
            '$.group_sla.policy.title')) `policy`, COALESCE(TRY_CAST(GET_JSON_OBJECT(`other`, '$.sla.target_in_seconds'
                ) AS BIGINT), TRY_CAST(GET_JSON_OBJECT(`other`, '$.group_sla.target_in_seconds') AS BIGINT), 60 *
            TRY_CAST(GET_JSON_OBJECT(`other`, '$.sla.target') AS BIGINT), 60 * TRY_CAST(GET_JSON_OBJECT(`other`,
                    '$.group_sla.target') AS BIGINT)) `target_seconds`, COALESCE(GET_JSON_OBJECT(`other`,
                '$.sla.business_hours'), GET_JSON_OBJECT(`other`, '$.group_sla.business_hours')) = 'true'
    `in_business_hours`
FROM (SELECT `events`.*,
            CASE WHEN `type` IN ('apply_sla', 'apply_group_sla') THEN 0 ELSE 1 END `kind`
        FROM `ticket_events` `events`
        WHERE `type` IN ('apply_sla', 'apply_group_sla', 'fulfill') OR `type` = 'breach' AND COALESCE(GET_JSON_OBJECT(`other`
                            , '$.deleted'), '') <> 'true') `steps`;

-- Each time a policy was applied to a measurement of a ticket, and what became of it until the next application: breached,
-- fulfilled, or NULL where neither is known. An application without policy and target takes the policy off.
CREATE OR REPLACE TEMPORARY VIEW sla_policies_applied AS
SELECT `ticket_id`, `metric`, `instance_id`, `time`, `start_time`, `event_id`,
    `policy_id`, `policy`, `target_seconds`, `in_business_hours`, `replaced_at`,
    `breached_at`, `fulfilled_at`
FROM (SELECT `events`.*, MIN(CASE WHEN `type` = 'breach' THEN `time` ELSE NULL END) OVER `one_application` `breached_at`
            ,
            MIN(CASE WHEN `type` = 'fulfill' THEN `time` ELSE NULL END) OVER `one_application` `fulfilled_at`, MIN(CASE
                        WHEN `type` LIKE 'apply%' THEN `time` ELSE NULL END) OVER (PARTITION BY `ticket_id`, `metric`,
                            `instance_id` ORDER BY `application` NULLS LAST RANGE BETWEEN 1 FOLLOWING AND 1 FOLLOWING)
            `replaced_at`
        FROM `sla_events` `events`
        WINDOW
            `one_application` AS (PARTITION BY `ticket_id`, `metric`, `instance_id`, `application`)) `applications`
WHERE `type` LIKE 'apply%' AND
    (`policy_id` IS NOT NULL OR `policy` IS NOT NULL OR `target_seconds` IS NOT NULL);

-- Each breach, with the policy that was applied last to the same measurement before it: NULL where none is known.
CREATE OR REPLACE TEMPORARY VIEW sla_breaches AS
SELECT `ticket_id`, `metric`, `instance_id`, `time`, `start_time`, `event_id`,
    `applied_at`, `start_time` - `applied_time` `seconds`,
    `applied_policy_id` `policy_id`, `applied_policy` `policy`,
    `applied_target_seconds` `target_seconds`,
    `applied_in_business_hours` `in_business_hours`
FROM (SELECT `events`.*, FIRST_VALUE(CASE WHEN `type` LIKE 'apply%' THEN `time` ELSE NULL END) OVER `one_application`
            `applied_at`, FIRST_VALUE(CASE WHEN `type` LIKE 'apply%' THEN `start_time` ELSE NULL END) OVER
                `one_application` `applied_time`,
            FIRST_VALUE(`policy_id`) OVER `one_application` `applied_policy_id`, FIRST_VALUE(`policy`) OVER
                `one_application` `applied_policy`, FIRST_VALUE(`target_seconds`) OVER `one_application`
            `applied_target_seconds`, FIRST_VALUE(`in_business_hours`) OVER `one_application` `applied_in_business_hours`
            
        FROM `sla_events` `events`
        WINDOW `one_application` AS (PARTITION BY `ticket_id`, `metric`, `instance_id`, `application` ORDER BY CASE WHEN
                                `type` LIKE 'apply%' THEN 0 ELSE 1 END NULLS LAST)) `breaches`
WHERE `type` = 'breach';
