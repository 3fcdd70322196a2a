/**
 * An emulator of Zendesk's incremental ticket event export, for tests, for the demo and for curious people: the API's
 * paging, limits, credentials and failures, over rows written by hand or over a generated history.
 *
 * <p>Knows nothing of the rest of TicketSQL and nothing but the JDK: it is the API's own side of the conversation, and
 * must not share a misunderstanding with the client that is tested against it.
 */
@NullMarked
package dev.ticketsql.sandbox;

import org.jspecify.annotations.NullMarked;
