/**
 * Commands of a person at the prompt, beside sqlline's own: those that users of other shells type by habit, the banner,
 * help, completion, and statements with their price and their requests. Begin with
 * {@link dev.ticketsql.cli.prompt.Prompt}.
 *
 * <pre>
 * cli.prompt -&gt; {cli.print, jdbc, account}
 * </pre>
 */
@NullMarked
package dev.ticketsql.cli.prompt;

import org.jspecify.annotations.NullMarked;
