/**
 * Owners, modes and kinds of files: how private data is written, and which directories and files are trusted; and the
 * file of DuckDB's library. Knows nothing of what the files hold. Begin with {@link dev.ticketsql.files.DirectoryTrust}
 * and {@link dev.ticketsql.files.NewFiles}.
 *
 * <pre>
 * cli, calcite, account, api, mirror, mirror.directory -&gt; files -&gt; event
 * </pre>
 */
@NullMarked
package dev.ticketsql.files;

import org.jspecify.annotations.NullMarked;
