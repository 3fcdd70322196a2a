package dev.ticketsql.api;

/** What can be an access token: it travels in a header, where nothing else than visible ASCII may stand. */
final class TokenText {

    private TokenText() {}

    /** Where the first character stands that no token has, from 0; -1 if there is none such. */
    static int indexOfForeign(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) <= ' ' || token.charAt(i) > '~') {
                return i;
            }
        }
        return -1;
    }
}
