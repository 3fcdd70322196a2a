package dev.ticketsql.api;

import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
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
    private final MeasuredSockets measured = new MeasuredSockets();
    private final Secrets secrets = new Secrets();
    private final ProxyLogin proxyLogin = new ProxyLogin(secrets);

    /** Clients without a socket yet. */
    public HttpClients() {}

    /** A client that sends each request once, to that host alone. */
    OkHttpClient ofApi(HttpUrl host) {
        return new OkHttpClient.Builder()
                // Reading trust stores takes a tenth of a second, which a sandbox's answers do not need.
                .connectionSpecs(List.of(host.isHttps() ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT))
                .connectionPool(sockets)
                .socketFactory(measured)
                // Ten requests a minute need no HTTP/2, whose frames a thread of its own would read, and unmeasured.
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(READ_TIMEOUT)
                // Credentials are sent to the configured host only.
                .followRedirects(false)
                .followSslRedirects(false)
                // Every request is counted, so OkHttp must not repeat one by itself.
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(HttpClients::withLegibleHeaders)
                .proxyAuthenticator(proxyLogin)
                .build();
    }

    /** Secrets of proxies, which every client has. */
    Secrets secrets() {
        return secrets;
    }

    /** What measures the sockets of all clients. */
    MeasuredSockets measured() {
        return measured;
    }

    /** Closes the sockets that are idle. */
    @Override
    public void close() {
        sockets.evictAll();
    }

    /**
     * Hides a {@code Retry-After} of zero from OkHttp, which would repeat the request at once and uncounted, and one
     * too large for an integer, on which OkHttp fails. Refuses a negative {@code Content-Length}, with which OkHttp
     * would read a body as by a mistake of its caller.
     */
    private static Response withLegibleHeaders(Interceptor.Chain chain) throws IOException {
        Response answer = chain.proceed(chain.request());
        if (answer.header("Content-Length", "").strip().startsWith("-")) {
            // OkHttp closes the connection of an interceptor that fails.
            throw new ProtocolException("the answer has a negative Content-Length");
        }
        return RetryAfter.parse(answer.header("Retry-After"), Instant.EPOCH)
                .filter(wait -> !wait.isZero())
                .map(wait -> answer)
                .orElseGet(() -> answer.newBuilder().removeHeader("Retry-After").build());
    }
}
