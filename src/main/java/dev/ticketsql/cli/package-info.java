/**
 * Programs of the command line: {@code bin/sqlline}, sqlline adapted to scripts and to rows that arrive slowly, and
 * {@code bin/mirror}. Begin with {@link dev.ticketsql.cli.SqlLineLauncher} and {@link dev.ticketsql.cli.MirrorCommand}.
 *
 * <pre>
 * cli -&gt; {cli.prompt, jdbc, account}
 * </pre>
 */
@NullMarked
package dev.ticketsql.cli;

import org.jspecify.annotations.NullMarked;
