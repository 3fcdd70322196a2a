/**
 * The endpoints of an account's reference data, which gives ids their names: groups, organizations, people, fields,
 * forms, brands, macros, statuses, SLA policies and schedules. Paging by cursor and by number, ids in bulk, refusals.
 *
 * <p>Knows nothing of events, credentials or limits, nor where the records come from. Begin with
 * {@link dev.ticketsql.sandbox.reference.ReferenceApi} and {@link dev.ticketsql.sandbox.reference.ReferenceData}.
 *
 * <pre>
 * sandbox, sandbox.history -&gt; sandbox.reference -&gt; {sandbox.http, sandbox.json}
 * </pre>
 */
@NullMarked
package dev.ticketsql.sandbox.reference;

import org.jspecify.annotations.NullMarked;
