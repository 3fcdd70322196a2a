package dev.ticketsql.api;

import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.nio.charset.StandardCharsets;
import okhttp3.Authenticator;
import okhttp3.Challenge;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Answers a proxy that wants a login by the program's {@link java.net.Authenticator}, once a request. OkHttp's own
 * (5.5.1) fails on a proxy of Java's settings, whose address is not resolved, and repeats a refused login 20 times.
 */
final class ProxyLogin implements Authenticator {

    private static final String HEADER = "Proxy-Authorization";

    private final Secrets secrets;

    /**
     * Creates it without a login.
     *
     * @param secrets takes those of the logins
     */
    ProxyLogin(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) {
        if (route == null || response.request().header(HEADER) != null) {
            return null;
        }
        for (Challenge challenge : response.challenges()) {
            PasswordAuthentication login =
                    challenge.scheme().equalsIgnoreCase("Basic") ? login(route, response, challenge) : null;
            if (login != null) {
                String password = new String(login.getPassword());
                secrets.add(password);
                secrets.add(login.getUserName() + ":" + password);
                return response.request()
                        .newBuilder()
                        .header(
                                HEADER,
                                okhttp3.Credentials.basic(login.getUserName(), password, StandardCharsets.UTF_8))
                        .build();
            }
        }
        return null;
    }

    private static @Nullable PasswordAuthentication login(Route route, Response response, Challenge challenge) {
        InetSocketAddress proxy = (InetSocketAddress) route.proxy().address();
        return java.net.Authenticator.requestPasswordAuthentication(
                proxy.getHostString(),
                proxy.getAddress(),
                proxy.getPort(),
                "http",
                challenge.realm(),
                challenge.scheme(),
                response.request().url().url(),
                java.net.Authenticator.RequestorType.PROXY);
    }
}
