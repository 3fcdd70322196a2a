/**
 * The generated history of the emulated help desk: rows in time order, rendered as JSON on demand.
 *
 * <p>Knows nothing of HTTP, paging or limits. Begin with {@link dev.ticketsql.sandbox.history.History}, and with
 * {@link dev.ticketsql.sandbox.history.TicketGenerator} for the events of one ticket.
 *
 * <pre>
 * sandbox -&gt; sandbox.history -&gt; sandbox.json
 * </pre>
 */
@NullMarked
package dev.ticketsql.sandbox.history;

import org.jspecify.annotations.NullMarked;
