package dev.ticketsql.account;

import dev.ticketsql.api.Credentials;
import java.util.Optional;

/**
 * Chooses the credentials from the options. OAuth comes before {@code email}: tools send a user and a password with
 * every connection.
 */
final class LoginReader {

    private static final String WAYS =
            "give clientId with clientSecret, oauthToken, email with apiToken, or email with password";

    /** Zendesk's own spelling of Basic authentication with an API token: {@code email/token:apiToken}. */
    private static final String TOKEN = "/token";

    private final OptionReader options;

    LoginReader(OptionReader options) {
        this.options = options;
    }

    /**
     * The credentials; {@link Credentials.None} if none are given.
     *
     * @throws IllegalArgumentException if they are incomplete, or two kinds are given at once
     */
    Credentials credentials() {
        Optional<String> token = options.text(Option.OAUTH_TOKEN);
        boolean client = isGiven(Option.CLIENT_ID) || isGiven(Option.CLIENT_SECRET);
        if (token.isPresent() && client) {
            throw twice("oauthToken", "clientId with clientSecret");
        }
        if (token.isPresent()) {
            return new Credentials.Bearer(token.get());
        }
        return client
                ? new Credentials.ClientCredentials(
                        needed(Option.CLIENT_ID, Option.CLIENT_SECRET), needed(Option.CLIENT_SECRET, Option.CLIENT_ID))
                : basic();
    }

    private Credentials basic() {
        Optional<String> apiToken = options.text(Option.API_TOKEN);
        Optional<String> password = options.text(Option.PASSWORD);
        if (apiToken.isPresent() && password.isPresent()) {
            throw twice("apiToken", "password");
        }
        if (apiToken.isPresent()) {
            return new Credentials.ApiToken(withoutToken(needed(Option.EMAIL, Option.API_TOKEN)), apiToken.get());
        }
        if (password.isPresent()) {
            String email = needed(Option.EMAIL, Option.PASSWORD);
            return email.endsWith(TOKEN)
                    ? new Credentials.ApiToken(withoutToken(email), password.get())
                    : new Credentials.Password(email, password.get());
        }
        if (isGiven(Option.EMAIL)) {
            throw new IllegalArgumentException("option email is given without apiToken or password; " + WAYS);
        }
        return new Credentials.None();
    }

    private static String withoutToken(String email) {
        String bare = email.endsWith(TOKEN) ? email.substring(0, email.length() - TOKEN.length()) : email;
        if (bare.isEmpty()) {
            throw OptionReader.malformed(Option.EMAIL, email, "an address, with /token behind it or without");
        }
        return bare;
    }

    private boolean isGiven(Option option) {
        return options.text(option).isPresent();
    }

    private String needed(Option option, Option given) {
        return options.text(option)
                .orElseThrow(() -> new IllegalArgumentException(
                        "option " + given.propertyName() + " is given without " + option.propertyName() + "; " + WAYS));
    }

    private static IllegalArgumentException twice(String one, String other) {
        return new IllegalArgumentException(
                "options " + one + " and " + other + " both say who is asking; give one of them");
    }

    /** The refusal of an account without credentials. */
    static IllegalArgumentException missing(Object baseUrl) {
        return new IllegalArgumentException("no credentials for " + baseUrl + ": " + WAYS);
    }
}
