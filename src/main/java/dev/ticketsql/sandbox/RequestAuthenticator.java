package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Authenticates requests. Without configured credentials, every request passes. */
final class RequestAuthenticator {

    private static final String BEARER = "Bearer ";

    /** Scope of a token for everything that can be read. */
    private static final String READ = "read";

    private final List<Credentials> accepted;
    private final AccessTokens tokens;

    RequestAuthenticator(List<Credentials> accepted, AccessTokens tokens) {
        this.accepted = accepted;
        this.tokens = tokens;
    }

    /** Error response to a request for the export without valid credentials; empty if they are valid. */
    Optional<HttpResponse> refusal(ReceivedRequest received) {
        return refusal(received, READ);
    }

    /**
     * Error response to a request without valid credentials; empty if they are valid.
     *
     * @param scope narrow scope that suffices, beside {@code read}
     */
    Optional<HttpResponse> refusal(ReceivedRequest received, String scope) {
        String authorization = received.header("Authorization").orElse("");
        Optional<AccessTokens.Grant> grant = grant(authorization, received.atSec());
        boolean known =
                grant.isPresent() || accepted.stream().anyMatch(credentials -> matches(credentials, authorization));
        if (accepted.isEmpty()
                || (known
                        && grant.map(any -> any.allows(READ) || any.allows(scope))
                                .orElse(true))) {
            return Optional.empty();
        }
        return Optional.of(known ? ErrorResponses.scopeMissing(scope) : ErrorResponses.notAuthenticated());
    }

    private Optional<AccessTokens.Grant> grant(String authorization, long nowSec) {
        return authorization.startsWith(BEARER)
                ? tokens.grant(authorization.substring(BEARER.length()), nowSec)
                : Optional.empty();
    }

    /** True if the header matches these credentials; an OAuth client never matches, since it sends an issued token. */
    private static boolean matches(Credentials credentials, String authorization) {
        if (credentials instanceof Credentials.Password basic) {
            return authorization.equals(basic(basic.email() + ":" + basic.password()));
        }
        if (credentials instanceof Credentials.ApiToken basic) {
            return authorization.equals(basic(basic.email() + "/token:" + basic.apiToken()));
        }
        return credentials instanceof Credentials.BearerToken bearer && authorization.equals(BEARER + bearer.token());
    }

    private static String basic(String userAndSecret) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndSecret.getBytes(StandardCharsets.UTF_8));
    }
}
