package dev.ticketsql.api;

import java.util.regex.Pattern;

/** Shows an address in a message or a list of properties: without what may be a password in it. */
public final class ShownAddress {

    /** Up to the last @ behind a colon or a slash: a password may hold every character, encoded or not. */
    private static final Pattern USER = Pattern.compile("(?s)^[^@]*[:/].*@");

    /** Values of a query, of which some servers take tokens; those of the embedded sandbox are its options. */
    private static final Pattern QUERY = Pattern.compile("(?s)(?<!^sandbox:)([?#]).*$");

    private static final Pattern SANDBOX_SECRET =
            Pattern.compile("(?i)(?<=[?&](?:password|api-token|token|client-secret)=)[^&]*");

    private ShownAddress() {}

    /** Returns {@code address} without a user, a password and a query. */
    public static String of(String address) {
        String withoutUser = USER.matcher(address).replaceFirst("***@");
        return SANDBOX_SECRET
                .matcher(QUERY.matcher(withoutUser).replaceFirst("$1***"))
                .replaceAll("***");
    }
}
