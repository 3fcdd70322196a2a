/**
 * The JDBC driver of {@code jdbc:ticketsql:} URLs: connections, statements, results, their metadata, timeouts and
 * warnings. Knows nothing of plans. Begin with {@link dev.ticketsql.jdbc.Driver}.
 *
 * <pre>
 * cli -&gt; jdbc -&gt; {jdbc.message, jdbc.metadata, jdbc.value, calcite, account, event}
 * </pre>
 */
@NullMarked
package dev.ticketsql.jdbc;

import org.jspecify.annotations.NullMarked;
