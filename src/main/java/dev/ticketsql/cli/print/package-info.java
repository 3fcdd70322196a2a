/**
 * Printers of a result, which know nothing of sqlline: a table fitted to the terminal, records below each other,
 * separated values. Begin with {@link dev.ticketsql.cli.print.ResultRows}.
 */
@NullMarked
package dev.ticketsql.cli.print;

import org.jspecify.annotations.NullMarked;
