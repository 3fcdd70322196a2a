package dev.ticketsql.sandbox.history;

import java.util.Locale;

/** Ticket metrics, named as in Zendesk's documentation. */
enum Metric {
    AGENT_WORK_TIME,
    PAUSABLE_UPDATE_TIME,
    PERIODIC_UPDATE_TIME,
    REPLY_TIME,
    REQUESTER_WAIT_TIME,
    RESOLUTION_TIME,
    GROUP_OWNERSHIP_TIME;

    private final String key = name().toLowerCase(Locale.ROOT);

    String key() {
        return key;
    }
}
