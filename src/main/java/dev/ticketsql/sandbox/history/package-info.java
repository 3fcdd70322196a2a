/**
 * The generated history of the emulated help desk: rows in time order, rendered as JSON on demand, and the people and
 * other records that the rows name by ids.
 *
 * <p>Knows nothing of HTTP, paging or limits. Begin with {@link dev.ticketsql.sandbox.history.History}, and with
 * {@link dev.ticketsql.sandbox.history.TicketGenerator} for the events of one ticket; for names, with
 * {@link dev.ticketsql.sandbox.history.AccountRecords}.
 *
 * <pre>
 * sandbox -&gt; sandbox.history -&gt; {sandbox.reference, sandbox.json}
 * </pre>
 */
@NullMarked
package dev.ticketsql.sandbox.history;

import org.jspecify.annotations.NullMarked;
