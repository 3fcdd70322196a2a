/**
 * Tables that give the ids of events their names: what they are, how they are asked for, when they are out of date, and
 * how the mirror keeps them. Knows nothing of plans: who needs which names is asked in ids and in queries for ids.
 * Begin with {@link dev.ticketsql.reference.ReferenceTable}, and with {@link dev.ticketsql.reference.FetchedReferences}
 * for what is fetched when. {@link dev.ticketsql.reference.AccountSchedules} makes business hours of two of them.
 *
 * <pre>
 * {account, calcite, calcite.execute, calcite.plan} -&gt; reference
 * reference -&gt; {api, mirror, event, schedule}
 * </pre>
 */
@NullMarked
package dev.ticketsql.reference;

import org.jspecify.annotations.NullMarked;
