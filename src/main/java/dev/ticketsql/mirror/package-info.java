/**
 * Events on disk and the engine over them: which stretches of time are already here, how missing ones are filled
 * through a {@link dev.ticketsql.event.PageSource}, the write-once segment files they are kept in, and DuckDB, which
 * queries those files.
 *
 * <p>Knows nothing of HTTP, of Calcite or of the SQL dialect above it; time is asked of it as sets of epoch seconds.
 * The only room that knows DuckDB.
 */
@NullMarked
package dev.ticketsql.mirror;

import org.jspecify.annotations.NullMarked;
