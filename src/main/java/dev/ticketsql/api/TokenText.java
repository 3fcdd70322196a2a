package dev.ticketsql.api;

/** Syntax of an access token: visible ASCII only, since it is sent in a header. */
final class TokenText {

    private TokenText() {}

    /** Index of the first character that no token has; -1 if there is none. */
    static int indexOfForeign(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) <= ' ' || token.charAt(i) > '~') {
                return i;
            }
        }
        return -1;
    }
}
