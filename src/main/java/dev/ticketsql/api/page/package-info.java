/**
 * Parses a page of the export while it arrives, one event at a time and with its keys in any order. Knows nothing of
 * HTTP. Begin with {@link dev.ticketsql.api.page.PageParser}.
 *
 * <pre>
 * {api, account} -&gt; api.page -&gt; event
 * </pre>
 */
@NullMarked
package dev.ticketsql.api.page;

import org.jspecify.annotations.NullMarked;
