package dev.ticketsql.sandbox.history;

import java.util.OptionalLong;

/**
 * A requester or an agent.
 *
 * @param id the user
 * @param place place, with its language
 * @param client the browser or app
 * @param organizationId organization, if any
 * @param premium true if that organization has a faster SLA
 */
record Person(long id, Place place, String client, OptionalLong organizationId, boolean premium) {}
