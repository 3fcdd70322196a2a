/**
 * The HTTP conversation with Zendesk: authentication, the rate limit, retries and messages of failure. Turns one call
 * into one page of events. Knows nothing of what events are wanted for. Begin with
 * {@link dev.ticketsql.api.TicketEventsClient}.
 *
 * <pre>
 * account -&gt; api -&gt; {api.page, event}
 * </pre>
 */
@NullMarked
package dev.ticketsql.api;

import org.jspecify.annotations.NullMarked;
