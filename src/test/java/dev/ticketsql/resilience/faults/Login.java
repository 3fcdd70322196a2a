package dev.ticketsql.resilience.faults;

import dev.ticketsql.api.Credentials;
import dev.ticketsql.sandbox.SandboxOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A login of the client and of the server.
 *
 * @param secrets texts that no message may hold
 */
record Login(Credentials credentials, List<String> secrets) {

    /** Beginning of every access token that the sandbox issues. */
    private static final String ACCESS_TOKEN = "access-token-";

    /** A shorter part gives little away, and stands in ordinary words. */
    private static final int SECRET_PART = 12;

    private static final String EMAIL = "ann@example.com";

    static Login of(FaultSchedule.LoginKind kind) {
        String secret = "pa55-" + kind.name().toLowerCase(Locale.ROOT) + "-7Hq+x/9zKw==";
        return switch (kind) {
            case NONE -> new Login(new Credentials.None(), List.of());
            case BEARER -> new Login(new Credentials.Bearer(secret), List.of(secret));
            case CLIENT -> new Login(new Credentials.ClientCredentials("ticketsql", secret), List.of(secret));
            case API_TOKEN ->
                new Login(new Credentials.ApiToken(EMAIL, secret), List.of(secret, base64(EMAIL + "/token:" + secret)));
            case PASSWORD ->
                new Login(new Credentials.Password(EMAIL, secret), List.of(secret, base64(EMAIL + ":" + secret)));
        };
    }

    /** The server's options with this login alone. */
    SandboxOptions demandedBy(SandboxOptions options, long tokenTtlSec) {
        if (credentials instanceof Credentials.Bearer bearer) {
            return options.withCredentials(new dev.ticketsql.sandbox.Credentials.BearerToken(bearer.token()));
        }
        if (credentials instanceof Credentials.ClientCredentials client) {
            return options.withCredentials(new dev.ticketsql.sandbox.Credentials.OAuthClient(
                    client.clientId(), client.clientSecret(), Duration.ofSeconds(tokenTtlSec)));
        }
        if (credentials instanceof Credentials.ApiToken token) {
            return options.withCredentials(
                    new dev.ticketsql.sandbox.Credentials.ApiToken(token.email(), token.apiToken()));
        }
        return credentials instanceof Credentials.Password password
                ? options.withCredentials(
                        new dev.ticketsql.sandbox.Credentials.Password(password.email(), password.password()))
                : options;
    }

    /** The first part of a secret in {@code text}, if one is there: of one of ours, or of an access token. */
    Optional<String> secretIn(String text) {
        return Stream.concat(secrets.stream(), Stream.of(ACCESS_TOKEN))
                .flatMap(secret -> IntStream.rangeClosed(0, secret.length() - SECRET_PART)
                        .mapToObj(from -> secret.substring(from, from + SECRET_PART)))
                .filter(text::contains)
                .findFirst();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
