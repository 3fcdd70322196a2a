/** Calcite's own test scripts, run through the driver: what differs from the answers that are recorded in them. */
@NullMarked
package dev.ticketsql.quidem;

import org.jspecify.annotations.NullMarked;
