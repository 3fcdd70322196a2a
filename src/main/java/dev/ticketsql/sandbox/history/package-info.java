/**
 * The generated history of the emulated help desk: rows in time order, rendered as JSON on demand.
 *
 * <p>Knows nothing of HTTP, paging or limits.
 */
@NullMarked
package dev.ticketsql.sandbox.history;

import org.jspecify.annotations.NullMarked;
