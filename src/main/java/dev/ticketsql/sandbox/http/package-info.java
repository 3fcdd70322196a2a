/**
 * A small HTTP/1.1 server on the JDK's sockets: persistent connections, chunked and compressed bodies, and injected
 * faults of delivery. Begin with {@link dev.ticketsql.sandbox.http.HttpListener}.
 *
 * <p>Knows nothing of Zendesk. The JDK's own {@code com.sun.net.httpserver} would suffice but for two things, measured
 * on JDK 17: it overwrites the {@code Date} header with the machine's clock, whereas clients take the server's time
 * from there and tests set it; and its dispatcher thread keeps the JVM alive until it is stopped.
 *
 * <pre>
 * sandbox -&gt; sandbox.http -&gt; (the JDK)
 * </pre>
 */
@NullMarked
package dev.ticketsql.sandbox.http;

import org.jspecify.annotations.NullMarked;
