/**
 * One execution of a statement, from open to close: binds values, fetches what is missing, runs the engine's statement
 * once or slice by slice of time, decodes rows, and explains. Begin with
 * {@link dev.ticketsql.calcite.execute.Execution}.
 *
 * <pre>
 * calcite -&gt; calcite.execute -&gt; {calcite.plan, calcite.sql, account, reference, mirror, schedule, event}
 * </pre>
 */
@NullMarked
package dev.ticketsql.calcite.execute;

import org.jspecify.annotations.NullMarked;
