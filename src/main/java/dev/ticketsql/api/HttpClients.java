package dev.ticketsql.api;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * HTTP clients of one account, which share idle sockets: a client of its own for each connection of a program would
 * keep a socket for minutes after the connection is closed. Safe for many threads.
 */
public final class HttpClients implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** A little more than Zendesk's own time-out of sixty seconds; a page of 1000 events took up to ten. */
    static final Duration READ_TIMEOUT = Duration.ofSeconds(75);

    private final ConnectionPool sockets = new ConnectionPool();

    /** Clients without a socket yet. */
    public HttpClients() {}

    /** A client that sends each request once, to the configured host alone. */
    OkHttpClient ofApi() {
        return new OkHttpClient.Builder()
                .connectionPool(sockets)
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(READ_TIMEOUT)
                // Credentials are sent to the configured host only.
                .followRedirects(false)
                .followSslRedirects(false)
                // Every request is counted, so OkHttp must not repeat one by itself.
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(HttpClients::withLegibleRetryAfter)
                .proxyAuthenticator(Authenticator.JAVA_NET_AUTHENTICATOR)
                .build();
    }

    /** Closes the sockets that are idle. */
    @Override
    public void close() {
        sockets.evictAll();
    }

    /**
     * Hides a {@code Retry-After} of zero from OkHttp, which would repeat the request at once and uncounted, and one
     * too large for an integer, on which OkHttp fails.
     */
    private static Response withLegibleRetryAfter(Interceptor.Chain chain) throws IOException {
        Response answer = chain.proceed(chain.request());
        return RetryAfter.parse(answer.header("Retry-After"), Instant.EPOCH)
                .filter(wait -> !wait.isZero())
                .map(wait -> answer)
                .orElseGet(() -> answer.newBuilder().removeHeader("Retry-After").build());
    }
}
