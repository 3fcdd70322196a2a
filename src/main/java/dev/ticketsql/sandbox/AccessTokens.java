package dev.ticketsql.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The access and refresh tokens issued so far and what they are good for. Safe for several threads. */
final class AccessTokens {

    private final Map<String, Grant> grantByAccessToken = new HashMap<>();
    private final Map<String, String> clientIdByRefreshToken = new HashMap<>();
    private int issued;

    /**
     * A pair of tokens.
     *
     * @param access good until it expires
     * @param refresh good for one new pair
     */
    record Pair(String access, String refresh) {
        @Override
        public String toString() {
            return "Pair[]";
        }
    }

    /**
     * What an access token is good for.
     *
     * @param scope words separated by spaces, as {@code read write}
     * @param expiresAtSec until when, exclusive, epoch seconds
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

    /** Uses up a refresh token; says whether it was good for this client. */
    synchronized boolean redeem(String refreshToken, String clientId) {
        return clientIdByRefreshToken.remove(refreshToken, clientId);
    }

    /** What an access token is good for at {@code nowSec}; empty if it was never issued or has expired. */
    synchronized Optional<Grant> grant(String accessToken, long nowSec) {
        return Optional.ofNullable(grantByAccessToken.get(accessToken)).filter(grant -> grant.expiresAtSec() > nowSec);
    }
}
