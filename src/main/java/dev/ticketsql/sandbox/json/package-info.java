/**
 * The little JSON that the sandbox needs: writing values as UTF-8 bytes, and reading one flat object.
 *
 * <p>Knows nothing of events or HTTP. It exists because the sandbox uses nothing but the JDK, which has no JSON. Begin
 * with {@link dev.ticketsql.sandbox.json.JsonWriter}.
 *
 * <pre>
 * {sandbox, sandbox.history} -&gt; sandbox.json -&gt; (the JDK)
 * </pre>
 */
@NullMarked
package dev.ticketsql.sandbox.json;

import org.jspecify.annotations.NullMarked;
