/**
 * Faults, hostile input and long use: right rows or one clear error, and nothing left behind. Each test says in its
 * first sentence which of them it is about. Begin with {@code src/docs/reliability.md}: what is promised, the test that
 * shows it, and the command of its longer run.
 */
@NullMarked
package dev.ticketsql.resilience;

import org.jspecify.annotations.NullMarked;
