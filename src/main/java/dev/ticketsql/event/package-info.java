/**
 * The vocabulary that all packages share: events, pages, ranges of time, progress and cancellation. Knows nothing of
 * HTTP, of files or of SQL. Begin with {@link dev.ticketsql.event.TicketEvent} and
 * {@link dev.ticketsql.event.TimeRanges}.
 *
 * <pre>
 * everything but sandbox -&gt; event -&gt; (the JDK)
 * </pre>
 */
@NullMarked
package dev.ticketsql.event;

import org.jspecify.annotations.NullMarked;
