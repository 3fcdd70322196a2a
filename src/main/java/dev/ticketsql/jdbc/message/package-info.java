/**
 * Messages of failure: what Calcite, the engine and Java throw becomes one sentence that names what the user wrote,
 * what was expected and the next step, with its SQLSTATE. Begin with {@link dev.ticketsql.jdbc.message.SqlErrors};
 * {@link dev.ticketsql.jdbc.message.FailureLine} does without Calcite.
 *
 * <pre>
 * {cli, jdbc} -&gt; jdbc.message -&gt; {calcite.parser, event}
 * </pre>
 */
@NullMarked
package dev.ticketsql.jdbc.message;

import org.jspecify.annotations.NullMarked;
