/**
 * A small HTTP/1.1 server on the JDK's sockets: connections that stay open, chunked and compressed bodies, and answers
 * that go wrong on purpose.
 *
 * <p>Knows nothing of Zendesk. The JDK's own {@code com.sun.net.httpserver} would do but for three things, measured on
 * JDK 17: it overwrites the {@code Date} header with the machine's clock, whereas clients take the server's time from
 * there and tests set it; its dispatcher thread keeps the JVM alive until somebody stops it; and it gives no way to
 * break off an answer half-way.
 */
@NullMarked
package dev.ticketsql.sandbox.http;

import org.jspecify.annotations.NullMarked;
