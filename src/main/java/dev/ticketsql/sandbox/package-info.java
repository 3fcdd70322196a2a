/**
 * An emulator of Zendesk's incremental ticket event export and of the lists that give its ids their names, for tests
 * and demos: the API's paging, limits, credentials and failures, over rows and records written by hand or over a
 * generated history.
 *
 * <p>Knows nothing of the rest of TicketSQL and nothing but the JDK: it emulates the server independently, so that a
 * misunderstanding in the client is not repeated in its test. Begin with {@link dev.ticketsql.sandbox.Sandbox} and
 * {@link dev.ticketsql.sandbox.HelpDeskApi}.
 *
 * <pre>
 * account -&gt; sandbox -&gt; {sandbox.history, sandbox.reference, sandbox.http, sandbox.json}
 * </pre>
 */
@NullMarked
package dev.ticketsql.sandbox;

import org.jspecify.annotations.NullMarked;
