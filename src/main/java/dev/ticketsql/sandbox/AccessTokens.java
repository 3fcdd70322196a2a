package dev.ticketsql.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The access and refresh tokens issued so far and when they expire. Safe for several threads. */
final class AccessTokens {

    private final Map<String, Long> expiresAtSecByAccessToken = new HashMap<>();
    private final Map<String, String> clientIdByRefreshToken = new HashMap<>();
    private int issued;

    /**
     * A pair of tokens.
     *
     * @param access good until it expires
     * @param refresh good for one new pair
     */
    record Pair(String access, String refresh) {}

    synchronized Pair issue(String clientId, long expiresAtSec) {
        issued++;
        Pair pair = new Pair("sandbox-access-token-" + issued, "sandbox-refresh-token-" + issued);
        expiresAtSecByAccessToken.put(pair.access(), expiresAtSec);
        clientIdByRefreshToken.put(pair.refresh(), clientId);
        return pair;
    }

    /** Uses up a refresh token; says whether it was good for this client. */
    synchronized boolean redeem(String refreshToken, String clientId) {
        return clientIdByRefreshToken.remove(refreshToken, clientId);
    }

    /** When an access token expires, epoch seconds; empty if it was never issued. */
    synchronized OptionalLong expiresAtSec(String accessToken) {
        Long atSec = expiresAtSecByAccessToken.get(accessToken);
        return atSec == null ? OptionalLong.empty() : OptionalLong.of(atSec);
    }
}
