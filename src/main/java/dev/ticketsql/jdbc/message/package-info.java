/**
 * Messages of failure: an exception of Calcite, DuckDB or Java becomes one sentence with the user's own words, the
 * expected ones and the next step, and its SQLSTATE. Begin with {@link dev.ticketsql.jdbc.message.SqlErrors}; each
 * library has a class with its patterns. {@link dev.ticketsql.jdbc.message.FailureLine} needs no Calcite.
 *
 * <pre>
 * {cli, jdbc} -&gt; jdbc.message -&gt; {calcite.parser, event}
 * </pre>
 */
@NullMarked
package dev.ticketsql.jdbc.message;

import org.jspecify.annotations.NullMarked;
