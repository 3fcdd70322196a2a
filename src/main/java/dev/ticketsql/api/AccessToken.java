package dev.ticketsql.api;

import java.util.OptionalLong;

/**
 * What the token endpoint gave.
 *
 * @param value secret
 * @param expiresInSec for how long it is good; empty where the server does not say
 */
record AccessToken(String value, OptionalLong expiresInSec) {

    @Override
    public String toString() {
        return "AccessToken[value=***, expiresInSec=" + expiresInSec + "]";
    }
}
