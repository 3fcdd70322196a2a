/**
 * The HTTP conversation with Zendesk: asks for a page of the incremental ticket event export, parses it while it
 * arrives, authenticates, retries and paces itself. The only room with OkHttp and Jackson.
 *
 * <p>Knows neither where events go nor why a page is wanted. One way in: {@link dev.ticketsql.api.TicketEventsClient}.
 */
@NullMarked
package dev.ticketsql.api;

import org.jspecify.annotations.NullMarked;
