/**
 * The schema of an account for Calcite: its factory, its tables and views, and the preparation of statements for both
 * drivers, ours and plain {@code jdbc:calcite:}. Begin with {@link dev.ticketsql.calcite.ZendeskSchemaFactory} and
 * {@link dev.ticketsql.calcite.TicketSqlPrepare}.
 *
 * <pre>
 * {jdbc, jdbc.metadata} -&gt; calcite -&gt; {calcite.parser, calcite.execute, and all packages below them}
 * </pre>
 */
@NullMarked
package dev.ticketsql.calcite;

import org.jspecify.annotations.NullMarked;
