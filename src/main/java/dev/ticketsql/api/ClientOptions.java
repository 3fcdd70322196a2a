package dev.ticketsql.api;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Options of a client: server, credentials and the content of its requests.
 *
 * @param baseUrl the server: {@code https://acme.zendesk.com}; plain {@code http} only to this machine
 * @param credentials sent with every request
 * @param pageSize events per request, 1 to 1000
 * @param comments request the text of comments ({@code include=comment_events})
 * @param supportTypeScope {@code support_type_scope}; not sent when empty
 * @param requestsPerMinute the user's own cap, beside the limit in the server's headers
 * @param parallelRequests pages asked for at once where one takes longer than the limit makes the next wait, 1 to 4
 * @param skipsBadEvents hands an item of a page without a usable id or instant to {@link EventSink#reject}, instead of
 *     failing
 */
public record ClientOptions(
        URI baseUrl,
        Credentials credentials,
        int pageSize,
        boolean comments,
        Optional<String> supportTypeScope,
        OptionalInt requestsPerMinute,
        int parallelRequests,
        boolean skipsBadEvents) {

    /** The API's own maximum and default for {@code per_page}. */
    public static final int MAX_PAGE_SIZE = Page.MAX_EVENTS;

    /** Pages asked for at once, at most. */
    public static final int MAX_PARALLEL_REQUESTS = 4;

    /** Enough for pages of 12 seconds, at ten requests a minute. */
    public static final int DEFAULT_PARALLEL_REQUESTS = 2;

    private static final int MAX_PORT = 65_535;

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    /** Options of a client that fails on an item of a page without a usable id or instant. */
    public ClientOptions(
            URI baseUrl,
            Credentials credentials,
            int pageSize,
            boolean comments,
            Optional<String> supportTypeScope,
            OptionalInt requestsPerMinute) {
        this(
                baseUrl,
                credentials,
                pageSize,
                comments,
                supportTypeScope,
                requestsPerMinute,
                DEFAULT_PARALLEL_REQUESTS,
                false);
    }

    /**
     * Rejects options that cannot work or would send credentials unencrypted.
     *
     * @throws IllegalArgumentException naming the component, its value and the allowed values
     */
    public ClientOptions {
        requireServer(requireNonNull(baseUrl, "baseUrl"));
        requireNonNull(credentials, "credentials");
        requireNonNull(supportTypeScope, "supportTypeScope");
        if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException(
                    "pageSize is " + pageSize + ", must be between 1 and " + MAX_PAGE_SIZE + ", the API's maximum");
        }
        if (parallelRequests < 1 || parallelRequests > MAX_PARALLEL_REQUESTS) {
            throw new IllegalArgumentException(
                    "parallelRequests is " + parallelRequests + ", must be between 1 and " + MAX_PARALLEL_REQUESTS);
        }
        if (requestsPerMinute.isPresent() && requestsPerMinute.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "requestsPerMinute is " + requestsPerMinute.getAsInt() + ", must be at least 1");
        }
    }

    private static void requireServer(URI baseUrl) {
        // With a host that java.net.URI rejects, as acme_corp.example.com, user and host are not parsed.
        if (Optional.ofNullable(baseUrl.getRawAuthority()).orElse("").contains("@")) {
            throw new IllegalArgumentException("baseUrl holds a user or password before the @;"
                    + " give credentials in options of their own, as email and apiToken");
        }
        String scheme = Optional.ofNullable(baseUrl.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme)
                || baseUrl.getHost() == null
                || baseUrl.getPort() > MAX_PORT
                || baseUrl.getRawQuery() != null
                || baseUrl.getRawFragment() != null) {
            throw new IllegalArgumentException("baseUrl '" + ShownAddress.of(baseUrl.toString())
                    + "' is not the address of a server; write it as https://acme.zendesk.com, or"
                    + " sandbox:?events=100000&seed=1 for the embedded sandbox");
        }
        if (scheme.equals("http") && !THIS_MACHINE.contains(baseUrl.getHost().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("baseUrl '" + ShownAddress.of(baseUrl.toString())
                    + "' would send credentials unencrypted; use https:// (plain http is for 127.0.0.1, [::1] and"
                    + " localhost only)");
        }
    }
}
