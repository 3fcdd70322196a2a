/**
 * What the emulated help desk has to tell: rows in time order, rendered as JSON when they are asked for.
 *
 * <p>Knows nothing of HTTP, paging or limits.
 */
@NullMarked
package dev.ticketsql.sandbox.history;

import org.jspecify.annotations.NullMarked;
