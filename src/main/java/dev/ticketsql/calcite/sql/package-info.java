/**
 * From a logical plan to the text of one DuckDB statement: operators, expressions, aggregates, macros, and Java
 * functions compiled for operators that DuckDB does not have. Knows nothing of events. Begin with
 * {@link dev.ticketsql.calcite.sql.LogicalSqlWriter}.
 *
 * <pre>
 * {calcite, calcite.execute, calcite.plan} -&gt; calcite.sql -&gt; {calcite.function, event, schedule}
 * </pre>
 */
@NullMarked
package dev.ticketsql.calcite.sql;

import org.jspecify.annotations.NullMarked;
