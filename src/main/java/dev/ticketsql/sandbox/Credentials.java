package dev.ticketsql.sandbox;

import java.time.Duration;

/** What a request may identify itself with. None of them prints its secret. */
public sealed interface Credentials {

    /** {@code Authorization: Basic base64(email:password)}. */
    record Password(String email, String password) implements Credentials {
        @Override
        public String toString() {
            return "Password[email=" + email + "]";
        }
    }

    /** {@code Authorization: Basic base64(email/token:apiToken)}. */
    record ApiToken(String email, String apiToken) implements Credentials {
        @Override
        public String toString() {
            return "ApiToken[email=" + email + "]";
        }
    }

    /** {@code Authorization: Bearer token}, with a token that does not expire. */
    record BearerToken(String token) implements Credentials {
        @Override
        public String toString() {
            return "BearerToken[]";
        }
    }

    /**
     * A client that gets access tokens from {@code POST /oauth/tokens}.
     *
     * @param tokenTtl for how long an access token is good, by the sandbox's clock, to the second
     */
    record OAuthClient(String clientId, String clientSecret, Duration tokenTtl) implements Credentials {

        /** Refuses tokens that have expired when they are issued. */
        public OAuthClient {
            if (tokenTtl.toSeconds() < 1) {
                throw new IllegalArgumentException("tokenTtl is " + tokenTtl + ", must be at least a second");
            }
        }

        @Override
        public String toString() {
            return "OAuthClient[clientId=" + clientId + ", tokenTtl=" + tokenTtl + "]";
        }
    }
}
