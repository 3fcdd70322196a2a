/**
 * A small HTTP/1.1 server on the JDK's sockets: connections that stay open, chunked and compressed bodies, and answers
 * that go wrong on purpose.
 *
 * <p>Knows nothing of Zendesk. The JDK's own {@code com.sun.net.httpserver} would do but for two things, measured on
 * JDK 17: it overwrites the {@code Date} header with the machine's clock, whereas clients take the server's time from
 * there and tests set it; and its dispatcher thread keeps the JVM alive until it is stopped.
 */
@NullMarked
package dev.ticketsql.sandbox.http;

import org.jspecify.annotations.NullMarked;
