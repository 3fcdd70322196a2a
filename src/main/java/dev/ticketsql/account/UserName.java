package dev.ticketsql.account;

/** Names who asks an account, as {@code CURRENT_USER} says. No name is a secret. */
public final class UserName {

    /** Suffix by which Zendesk's basic authentication tells a token from a password. */
    private static final String TOKEN_SUFFIX = "/token";

    private UserName() {}

    /**
     * The user of these options: the e-mail address, else the OAuth client. With nothing but an access token, it is the
     * account; with no credentials, as a sandbox needs none, {@code sandbox}.
     *
     * @throws IllegalArgumentException if the server is missing or malformed
     */
    public static String of(OptionValues values) {
        OptionReader options = new OptionReader(values);
        return options.text(Option.EMAIL)
                .map(email -> email.endsWith(TOKEN_SUFFIX)
                        ? email.substring(0, email.length() - TOKEN_SUFFIX.length())
                        : email)
                .or(() -> options.text(Option.CLIENT_ID))
                .orElseGet(() -> options.text(Option.OAUTH_TOKEN).isPresent()
                        ? ServerAddress.of(options).account()
                        : "sandbox");
    }
}
