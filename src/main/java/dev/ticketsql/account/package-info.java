/**
 * An account as one process sees it: options and their values, the mirror and the rate limit that connections share,
 * the embedded sandbox, progress on a terminal, and upkeep without SQL. Loads no class of Calcite, so that
 * {@code bin/mirror} starts without it. Begin with {@link dev.ticketsql.account.Option} and
 * {@link dev.ticketsql.account.AccountStore}.
 *
 * <pre>
 * {cli, jdbc, calcite} -&gt; account -&gt; {api, api.page, mirror, sandbox, event, schedule}
 * </pre>
 */
@NullMarked
package dev.ticketsql.account;

import org.jspecify.annotations.NullMarked;
