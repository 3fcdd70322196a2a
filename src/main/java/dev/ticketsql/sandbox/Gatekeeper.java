package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.http.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Decides who may ask. Where no credentials are demanded, everyone may. */
final class Gatekeeper {

    private static final String BEARER = "Bearer ";

    /** What a token must be good for to read an export. */
    private static final String SCOPE = "read";

    private final List<Credentials> accepted;
    private final AccessTokens tokens;

    Gatekeeper(List<Credentials> accepted, AccessTokens tokens) {
        this.accepted = accepted;
        this.tokens = tokens;
    }

    /** What whoever may not ask is answered with; empty for those who may. */
    Optional<HttpAnswer> refusal(AskedRequest asked) {
        String authorization = asked.header("Authorization").orElse("");
        Optional<AccessTokens.Grant> grant = grant(authorization, asked.atSec());
        boolean known =
                grant.isPresent() || accepted.stream().anyMatch(credentials -> fits(credentials, authorization));
        if (accepted.isEmpty() || (known && grant.map(any -> any.allows(SCOPE)).orElse(true))) {
            return Optional.empty();
        }
        return Optional.of(known ? ErrorAnswers.scopeMissing(SCOPE) : ErrorAnswers.notAuthenticated());
    }

    private Optional<AccessTokens.Grant> grant(String authorization, long nowSec) {
        return authorization.startsWith(BEARER)
                ? tokens.grant(authorization.substring(BEARER.length()), nowSec)
                : Optional.empty();
    }

    /** Whether it is these credentials themselves; an OAuth client shows a token that was issued to it instead. */
    private static boolean fits(Credentials credentials, String authorization) {
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
