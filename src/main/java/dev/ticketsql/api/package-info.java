/**
 * The HTTP conversation with Zendesk: authentication, the rate limit, retries and messages of failure. One call of
 * {@code PageSource} becomes one page of events. Begin with {@link dev.ticketsql.api.TicketEventsClient}.
 *
 * <pre>
 * account -&gt; api -&gt; {api.page, event}
 * </pre>
 */
@NullMarked
package dev.ticketsql.api;

import org.jspecify.annotations.NullMarked;
