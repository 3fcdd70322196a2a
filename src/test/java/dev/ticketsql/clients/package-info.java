/**
 * Programs and libraries that use JDBC drivers, each over a help desk whose events are known, in four time zones: a tag
 * {@code clients} runs all of them in UTC, America/Los_Angeles, Europe/Berlin and Asia/Tokyo.
 *
 * <p>Begin with {@link dev.ticketsql.clients.KnownDesk}. What holds for users is in {@code src/docs/clients.md}, each
 * line of which names its test.
 */
@NullMarked
package dev.ticketsql.clients;

import org.jspecify.annotations.NullMarked;
