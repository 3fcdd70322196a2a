package dev.ticketsql.api;

import java.util.OptionalLong;

/**
 * An OAuth access token, as issued by the token endpoint.
 *
 * @param value the token, a secret
 * @param expiresInSec lifetime; empty if the server does not state it
 */
record AccessToken(String value, OptionalLong expiresInSec) {

    @Override
    public String toString() {
        return "AccessToken[value=***, expiresInSec=" + expiresInSec + "]";
    }
}
