package dev.ticketsql.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores the issued access and refresh tokens with their scope and expiry. Safe for several threads. */
final class AccessTokens {

    private final Map<String, Grant> grantByAccessToken = new HashMap<>();
    private final Map<String, Refresh> refreshByToken = new HashMap<>();
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

    /** Client and scope of a refresh token. */
    private record Refresh(String clientId, String scope) {}

    synchronized Pair issue(String clientId, Grant grant) {
        issued++;
        Pair pair = new Pair("access-token-" + issued, "refresh-token-" + issued);
        grantByAccessToken.put(pair.access(), grant);
        refreshByToken.put(pair.refresh(), new Refresh(clientId, grant.scope()));
        return pair;
    }

    /** Consumes a refresh token and returns the scope it was issued with; empty if it is not valid for this client. */
    synchronized Optional<String> redeem(String refreshToken, String clientId) {
        Optional<Refresh> refresh = Optional.ofNullable(refreshByToken.get(refreshToken))
                .filter(known -> known.clientId().equals(clientId));
        refresh.ifPresent(known -> refreshByToken.remove(refreshToken));
        return refresh.map(Refresh::scope);
    }

    /** Looks up an access token at {@code nowSec}; empty if it was never issued or has expired. */
    synchronized Optional<Grant> grant(String accessToken, long nowSec) {
        return Optional.ofNullable(grantByAccessToken.get(accessToken)).filter(grant -> grant.expiresAtSec() > nowSec);
    }
}
