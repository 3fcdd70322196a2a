/**
 * Exports a mirror as a plain data set of Parquet files for other engines, a directory for each table and month: what
 * has to be written, the files' atomic replacement, and the record of what was written. Knows nothing of fetching.
 * Begin with {@link dev.ticketsql.mirror.export.MirrorExport}.
 *
 * <pre>
 * mirror -&gt; mirror.export -&gt; {mirror.staging, mirror.directory, files, event}
 * </pre>
 */
@NullMarked
package dev.ticketsql.mirror.export;

import org.jspecify.annotations.NullMarked;
