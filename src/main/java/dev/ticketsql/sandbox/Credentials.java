package dev.ticketsql.sandbox;

import java.time.Duration;

/** Credentials that the sandbox accepts; {@code toString} masks the secret. */
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
     * An OAuth client, with access tokens from {@code POST /oauth/tokens}.
     *
     * @param tokenTtl lifetime of an access token, by the sandbox's clock, in whole seconds
     */
    record OAuthClient(String clientId, String clientSecret, Duration tokenTtl) implements Credentials {

        /** Rejects a lifetime under a second. */
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
