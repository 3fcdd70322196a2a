package dev.ticketsql.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores the issued access and refresh tokens with their scope and expiry. Safe for several threads. */
final class AccessTokens {

    private final Map<String, Grant> grantByAccessToken = new HashMap<>();
    private final Map<String, String> clientIdByRefreshToken = new HashMap<>();
    private int issued;

    /**
     * A pair of tokens.
     *
     * @param access valid until it expires
     * @param refresh valid for one new pair
     */
    record Pair(String access, String refresh) {
        @Override
        public String toString() {
            return "Pair[]";
        }
    }

    /**
     * Scope and expiry of an access token.
     *
     * @param scope words separated by spaces, as {@code read write}
     * @param expiresAtSec expiry, exclusive, epoch seconds
     */
    record Grant(String scope, long expiresAtSec) {

        boolean allows(String what) {
            return List.of(scope.split(" ", -1)).contains(what);
        }
    }

    synchronized Pair issue(String clientId, Grant grant) {
        issued++;
        Pair pair = new Pair("sandbox-access-token-" + issued, "sandbox-refresh-token-" + issued);
        grantByAccessToken.put(pair.access(), grant);
        clientIdByRefreshToken.put(pair.refresh(), clientId);
        return pair;
    }

    /** Consumes a refresh token; true if it was valid for this client. */
    synchronized boolean redeem(String refreshToken, String clientId) {
        return clientIdByRefreshToken.remove(refreshToken, clientId);
    }

    /** Looks up an access token at {@code nowSec}; empty if it was never issued or has expired. */
    synchronized Optional<Grant> grant(String accessToken, long nowSec) {
        return Optional.ofNullable(grantByAccessToken.get(accessToken)).filter(grant -> grant.expiresAtSec() > nowSec);
    }
}
