package dev.ticketsql.api;

import static java.util.Objects.requireNonNull;

/**
 * Credentials of a Zendesk account; {@code toString} masks the secret.
 *
 * <p>Source: <a href="https://developer.zendesk.com/api-reference/introduction/security-and-auth/">Zendesk, Security
 * and authentication</a>. Zendesk ends API tokens on 2027-04-30; OAuth stays.
 */
public sealed interface Credentials {

    /** No credentials, which only the sandbox accepts. */
    record None() implements Credentials {}

    /** An OAuth access token: {@code Authorization: Bearer token}. */
    record Bearer(String token) implements Credentials {

        /**
         * Rejects text that cannot be a token.
         *
         * @throws IllegalArgumentException naming the place, never the token
         */
        public Bearer {
            int foreign = TokenText.indexOfForeign(requireNonNull(token, "token"));
            if (token.isEmpty() || foreign >= 0) {
                throw new IllegalArgumentException(
                        token.isEmpty()
                                ? "oauthToken is empty; give an OAuth access token"
                                : "oauthToken has a character at position " + (foreign + 1)
                                        + " that no access token has; copy it again, without spaces and line breaks");
            }
        }

        @Override
        public String toString() {
            return "Bearer[token=***]";
        }
    }

    /**
     * An OAuth client (client credentials grant): access tokens come from {@code POST /oauth/tokens} and are renewed.
     */
    record ClientCredentials(String clientId, String clientSecret) implements Credentials {

        /** Rejects nulls. */
        public ClientCredentials {
            requireNonNull(clientId, "clientId");
            requireNonNull(clientSecret, "clientSecret");
        }

        @Override
        public String toString() {
            return "ClientCredentials[clientId=" + clientId + ", clientSecret=***]";
        }
    }

    /** An API token: {@code Authorization: Basic base64(email/token:apiToken)}. */
    record ApiToken(String email, String apiToken) implements Credentials {

        /** Rejects nulls. */
        public ApiToken {
            requireNonNull(email, "email");
            requireNonNull(apiToken, "apiToken");
        }

        @Override
        public String toString() {
            return "ApiToken[email=" + email + ", apiToken=***]";
        }
    }

    /** A password: {@code Authorization: Basic base64(email:password)}. */
    record Password(String email, String password) implements Credentials {

        /** Rejects nulls. */
        public Password {
            requireNonNull(email, "email");
            requireNonNull(password, "password");
        }

        @Override
        public String toString() {
            return "Password[email=" + email + ", password=***]";
        }
    }
}
