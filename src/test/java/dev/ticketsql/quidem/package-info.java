/** Calcite's own test scripts, run through the driver, and the differences from the answers recorded in them. */
@NullMarked
package dev.ticketsql.quidem;

import org.jspecify.annotations.NullMarked;
