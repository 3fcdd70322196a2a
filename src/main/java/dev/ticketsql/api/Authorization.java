package dev.ticketsql.api;

import dev.ticketsql.event.CancellableMutex;
import dev.ticketsql.event.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Builds the {@code Authorization} header. An access token of an OAuth client is kept in memory and renewed shortly
 * before it expires. Safe for many threads: the first fetches a token, the others wait for it.
 */
final class Authorization {

    /** Allows for the difference of two clocks and for the time of a request, so that no token expires on its way. */
    private static final long EARLY_SEC = 60;

    /** A token of less than ten minutes is renewed after nine tenths of its time. */
    private static final long EARLY_PART = 10;

    /** Longer than a process lives, and far from the limits of {@link Instant}. */
    private static final long MAX_TTL_SEC = 10L * 365 * 24 * 60 * 60;

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private record Fetched(String accessToken, Instant renewAt) {

        /** No token: the next use fetches one. */
        static final Fetched NONE = new Fetched("", Instant.MIN);

        @Override
        public String toString() {
            return "Fetched[accessToken=***, renewAt=" + renewAt + "]";
        }
    }

    private final Credentials credentials;
    private final TokenEndpoint endpoint;
    private final InstantSource clock;
    private final Secrets secrets;
    private final CancellableMutex fetching = new CancellableMutex();
    private volatile Fetched fetched = Fetched.NONE;

    /**
     * Fetches nothing yet.
     *
     * @param secrets gets every secret that a header will hold
     */
    Authorization(Credentials credentials, TokenEndpoint endpoint, InstantSource clock, Secrets secrets) {
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.clock = clock;
        this.secrets = secrets;
        known(credentials).forEach(secrets::add);
    }

    private static List<String> known(Credentials credentials) {
        if (credentials instanceof Credentials.Bearer bearer) {
            return List.of(bearer.token());
        }
        if (credentials instanceof Credentials.ApiToken token) {
            return List.of(token.apiToken(), basic(token).substring(BASIC.length()));
        }
        if (credentials instanceof Credentials.Password password) {
            return List.of(password.password(), basic(password).substring(BASIC.length()));
        }
        return credentials instanceof Credentials.ClientCredentials client ? List.of(client.clientSecret()) : List.of();
    }

    /**
     * The header's value; empty without credentials.
     *
     * @throws IOException if an access token is needed and cannot be had
     */
    Optional<String> header(Cancellation cancellation) throws IOException {
        if (credentials instanceof Credentials.Bearer bearer) {
            return Optional.of(BEARER + bearer.token());
        }
        if (credentials instanceof Credentials.ApiToken token) {
            return Optional.of(basic(token));
        }
        if (credentials instanceof Credentials.Password password) {
            return Optional.of(basic(password));
        }
        if (credentials instanceof Credentials.ClientCredentials client) {
            return Optional.of(BEARER + accessToken(client, cancellation));
        }
        return Optional.empty();
    }

    private String accessToken(Credentials.ClientCredentials client, Cancellation cancellation) throws IOException {
        fetching.acquire(cancellation);
        try {
            Fetched kept = fetched;
            return clock.instant().isBefore(kept.renewAt()) ? kept.accessToken() : fetch(client, cancellation);
        } finally {
            fetching.release();
        }
    }

    private String fetch(Credentials.ClientCredentials client, Cancellation cancellation) throws IOException {
        AccessToken token = endpoint.fetch(client, cancellation);
        secrets.add(token.value());
        keep(new Fetched(token.value(), renewAt(token)));
        return token.value();
    }

    /** A token without an expiry is kept until it is refused. */
    private Instant renewAt(AccessToken token) {
        if (token.expiresInSec().isEmpty()) {
            return Instant.MAX;
        }
        long ttlSec = Math.max(0, Math.min(MAX_TTL_SEC, token.expiresInSec().getAsLong()));
        return clock.instant().plusSeconds(ttlSec - Math.min(EARLY_SEC, ttlSec / EARLY_PART));
    }

    /**
     * Forgets the access token that {@code header} carried: it was refused.
     *
     * @return true if a new token can be fetched
     */
    boolean renews(String header) {
        forget(header);
        return credentials instanceof Credentials.ClientCredentials;
    }

    /** Advice on a 401 for a request with {@code header}: try again with another token, where one can be fetched. */
    FailureAdvice refused(Optional<String> header) {
        boolean renewable = header.isPresent() && renews(header.get());
        return FailureAdvice.onRefused(credentials, renewable ? RetryDecision.RENEW_TOKEN : RetryDecision.FINAL);
    }

    private synchronized void keep(Fetched token) {
        fetched = token;
    }

    /** Forgets the token of {@code header}, but none that another thread has fetched meanwhile. */
    private synchronized void forget(String header) {
        if (header.equals(BEARER + fetched.accessToken())) {
            fetched = Fetched.NONE;
        }
    }

    private static String basic(Credentials.ApiToken token) {
        return basic(token.email() + "/token:" + token.apiToken());
    }

    private static String basic(Credentials.Password password) {
        return basic(password.email() + ":" + password.password());
    }

    private static String basic(String userAndSecret) {
        return BASIC + Base64.getEncoder().encodeToString(userAndSecret.getBytes(StandardCharsets.UTF_8));
    }
}
