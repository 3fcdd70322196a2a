/**
 * Rows between their arrival and their files: a page while it arrives, the pages that wait to be stored, and those that
 * share their files. Begin with {@link dev.ticketsql.mirror.staging.PageBuffer} and
 * {@link dev.ticketsql.mirror.staging.PageGroup}.
 *
 * <pre>
 * mirror -&gt; mirror.staging -&gt; mirror.directory -&gt; event
 * </pre>
 */
@NullMarked
package dev.ticketsql.mirror.staging;

import org.jspecify.annotations.NullMarked;
