package dev.ticketsql.sandbox.history;

import java.util.OptionalLong;

/**
 * Somebody who writes to the desk or works there.
 *
 * @param id the user
 * @param place where from, and in which language
 * @param client the browser or app
 * @param organizationId whom they belong to, if anybody
 * @param premium whether that organization pays for faster answers
 */
record Person(long id, Place place, String client, OptionalLong organizationId, boolean premium) {}
