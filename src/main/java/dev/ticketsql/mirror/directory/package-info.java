/**
 * A mirror's directory on disk: names of segments, checksums, locks between processes, tombstones, and the precedence
 * of overlapping segments. Knows nothing of queries or of fetching. Begin with
 * {@link dev.ticketsql.mirror.directory.MirrorDirectory} and {@link dev.ticketsql.mirror.directory.Segment}.
 *
 * <pre>
 * mirror -&gt; mirror.directory -&gt; event
 * </pre>
 */
@NullMarked
package dev.ticketsql.mirror.directory;

import org.jspecify.annotations.NullMarked;
