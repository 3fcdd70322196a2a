package dev.ticketsql.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Decides who may ask. Where no credentials are demanded, everyone may. */
final class Gatekeeper {

    private final List<Credentials> accepted;
    private final AccessTokens tokens;

    Gatekeeper(List<Credentials> accepted, AccessTokens tokens) {
        this.accepted = accepted;
        this.tokens = tokens;
    }

    boolean admits(AskedRequest asked) {
        Optional<String> authorization = asked.header("Authorization");
        return accepted.isEmpty()
                || accepted.stream()
                        .anyMatch(credentials -> fits(credentials, authorization.orElse(""), asked.atSec()));
    }

    private boolean fits(Credentials credentials, String authorization, long nowSec) {
        if (credentials instanceof Credentials.Password basic) {
            return authorization.equals(basic(basic.email() + ":" + basic.password()));
        }
        if (credentials instanceof Credentials.ApiToken basic) {
            return authorization.equals(basic(basic.email() + "/token:" + basic.apiToken()));
        }
        if (credentials instanceof Credentials.BearerToken bearer) {
            return authorization.equals("Bearer " + bearer.token());
        }
        return authorization.startsWith("Bearer ")
                && tokens.expiresAtSec(authorization.substring("Bearer ".length()))
                                .orElse(Long.MIN_VALUE)
                        > nowSec;
    }

    private static String basic(String userAndSecret) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndSecret.getBytes(StandardCharsets.UTF_8));
    }
}
