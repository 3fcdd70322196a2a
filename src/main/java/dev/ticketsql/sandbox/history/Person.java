package dev.ticketsql.sandbox.history;

import java.util.OptionalLong;

/**
 * A requester or an agent.
 *
 * @param id id of the user
 * @param place place of residence, which decides the language
 * @param client user agent of the browser or app
 * @param organizationId organization, if any
 * @param premium true if that organization has a faster SLA
 */
record Person(long id, Place place, String client, OptionalLong organizationId, boolean premium) {}
