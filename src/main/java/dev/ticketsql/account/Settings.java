package dev.ticketsql.account;

import dev.ticketsql.api.ClientOptions;
import dev.ticketsql.api.Credentials;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.mirror.SnapshotOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the options of a connection mean, checked. Asks nobody anything.
 *
 * @param server whom to ask
 * @param credentials as whom
 * @param mirror where what was fetched is kept; always temporary for an embedded sandbox
 * @param paceDirectory where processes share the pace of each account
 * @param sinceSec earlier events do not exist, epoch seconds
 * @param comments whether whole comments are fetched
 * @param supportTypeScope which tickets; not sent when empty
 * @param pageSize events per request
 * @param requestsPerMinute a cap of our own
 * @param maxRequests per statement
 * @param freshness for how long the newest edge counts as up to date
 * @param progress where it is shown how far fetching is
 */
public record Settings(
        ServerAddress server,
        Credentials credentials,
        MirrorLocation mirror,
        Path paceDirectory,
        long sinceSec,
        boolean comments,
        Optional<String> supportTypeScope,
        int pageSize,
        OptionalInt requestsPerMinute,
        OptionalInt maxRequests,
        Duration freshness,
        ProgressMode progress) {

    private static final Set<String> SCOPES = Set.of("all", "agent", "ai_agent");
    private static final Duration DEFAULT_FRESHNESS = Duration.parse(Option.FRESHNESS.defaultText());

    /**
     * What {@code values} say, and the defaults where they say nothing.
     *
     * @param environment where the user's cache directory is looked up
     * @throws IllegalArgumentException naming the option, its value and what to write instead
     */
    public static Settings of(OptionValues values, Map<String, String> environment) {
        OptionReader options = new OptionReader(values);
        ServerAddress server = ServerAddress.of(options);
        Settings settings = new Settings(
                server,
                new LoginReader(options).credentials(),
                server instanceof ServerAddress.Embedded
                        ? MirrorLocation.temporary()
                        : MirrorLocation.of(options, environment),
                MirrorLocation.paceDirectory(environment),
                options.epochSec(Option.SINCE).orElse(0L),
                options.flag(Option.COMMENTS).orElse(false),
                options.text(Option.SUPPORT_TYPE_SCOPE).map(Settings::scope),
                options.integer(Option.PAGE_SIZE, 1, ClientOptions.MAX_PAGE_SIZE)
                        .orElse(ClientOptions.MAX_PAGE_SIZE),
                options.integer(Option.REQUESTS_PER_MINUTE, 1, Integer.MAX_VALUE),
                options.integer(Option.MAX_REQUESTS, 0, Integer.MAX_VALUE),
                options.duration(Option.FRESHNESS).orElse(DEFAULT_FRESHNESS),
                options.text(Option.PROGRESS).map(ProgressMode::of).orElse(ProgressMode.AUTO));
        if (server instanceof ServerAddress.Remote remote) {
            settings.client(remote.baseUrl());
            if (settings.credentials() instanceof Credentials.None && !isPlainHttp(remote.baseUrl())) {
                throw LoginReader.missing(remote.baseUrl());
            }
        }
        return settings;
    }

    /** Plain http goes to this machine only, where a sandbox asks for no credentials. */
    private static boolean isPlainHttp(URI baseUrl) {
        return baseUrl.getScheme().equalsIgnoreCase("http");
    }

    private static String scope(String text) {
        if (!SCOPES.contains(text)) {
            throw OptionReader.malformed(Option.SUPPORT_TYPE_SCOPE, text, "all, agent or ai_agent");
        }
        return text;
    }

    /** Where processes share the account's pace; empty for an embedded sandbox, which no other process asks. */
    Optional<Path> paceFile() {
        return server instanceof ServerAddress.Remote
                ? Optional.of(paceDirectory.resolve(server.account()))
                : Optional.empty();
    }

    /** How to ask the server that listens at {@code baseUrl}. */
    ClientOptions client(URI baseUrl) {
        return new ClientOptions(baseUrl, credentials, pageSize, comments, supportTypeScope, requestsPerMinute);
    }

    /** How a statement reads the mirror. */
    SnapshotOptions reading(PageSource source, FetchObserver observer) {
        return new SnapshotOptions(source, sinceSec, freshness, maxRequests, observer);
    }

    /** What must have a mirror of its own, fit for the name of a directory: the account and what is asked of it. */
    String variant() {
        return server.account()
                + (comments ? "+comments" : "")
                + supportTypeScope.map(scope -> "+scope-" + scope).orElse("");
    }
}
