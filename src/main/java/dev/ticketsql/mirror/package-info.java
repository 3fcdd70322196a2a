/**
 * Keeps every page that was fetched, and runs queries over it in DuckDB: coverage, the fetching of gaps, snapshots,
 * prices, compaction and maintenance. Time is given as ranges of epoch seconds. Knows nothing of HTTP, of Calcite or of
 * SQL dialects. Begin with {@link dev.ticketsql.mirror.Mirror} and {@link dev.ticketsql.mirror.Snapshot}.
 *
 * <pre>
 * account -&gt; mirror -&gt; {mirror.directory, event}
 * </pre>
 */
@NullMarked
package dev.ticketsql.mirror;

import org.jspecify.annotations.NullMarked;
