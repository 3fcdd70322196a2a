/**
 * Owners, modes and kinds of files: how private data is written, and which directories and files are trusted. Knows
 * nothing of what the files hold. Begin with {@link dev.ticketsql.files.DirectoryTrust} and
 * {@link dev.ticketsql.files.NewFiles}.
 *
 * <pre>
 * account, api, mirror, mirror.directory -&gt; files -&gt; event
 * </pre>
 */
@NullMarked
package dev.ticketsql.files;

import org.jspecify.annotations.NullMarked;
