/**
 * Faults, hostile input and long use: right rows or one clear error, and nothing left behind. Each test says in its
 * first sentence which of them it is about; the longer runs are commands of {@code src/docs/contributing.md}. Of
 * machines that crash, fill up and run side by side, begin with {@link dev.ticketsql.resilience.MirrorMachineTest}.
 */
@NullMarked
package dev.ticketsql.resilience;

import org.jspecify.annotations.NullMarked;
