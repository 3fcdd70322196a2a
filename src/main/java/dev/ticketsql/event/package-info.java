/**
 * The vocabulary every other room speaks: ticket events, the pages they arrive in, and sets of time.
 *
 * <p>Knows nothing of HTTP, files, SQL or Calcite. All instants are epoch seconds in UTC, the API's own unit; all
 * ranges are half-open.
 */
@NullMarked
package dev.ticketsql.event;

import org.jspecify.annotations.NullMarked;
