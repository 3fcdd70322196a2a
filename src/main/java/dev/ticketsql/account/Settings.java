package dev.ticketsql.account;

import dev.ticketsql.api.ClientOptions;
import dev.ticketsql.api.Credentials;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.mirror.SnapshotOptions;
import dev.ticketsql.schedule.BusinessSchedules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Options of a connection, parsed and checked. Makes no request.
 *
 * @param server the account's address
 * @param credentials of the requests
 * @param mirror directories of files; always temporary for an embedded sandbox
 * @param sinceSec earlier events do not exist, epoch seconds
 * @param comments fetches whole comments
 * @param supportTypeScope a filter of tickets; not sent when empty
 * @param pageSize events per request
 * @param requestsPerMinute a limit below the server's
 * @param parallelRequests pages asked for at once where the limit leaves room
 * @param maxRequests per statement
 * @param freshness for how long the newest edge counts as up to date
 * @param skipsBadEvents keeps an event without a usable id or instant aside, instead of failing
 * @param progress the way to show fetching progress
 * @param check asks one request when connecting
 * @param schedules business hours
 * @param references names of ids
 */
public record Settings(
        ServerAddress server,
        Credentials credentials,
        MirrorLocation mirror,
        long sinceSec,
        boolean comments,
        Optional<String> supportTypeScope,
        int pageSize,
        OptionalInt requestsPerMinute,
        int parallelRequests,
        OptionalInt maxRequests,
        Duration freshness,
        boolean skipsBadEvents,
        ProgressMode progress,
        boolean check,
        BusinessSchedules schedules,
        ReferenceSettings references) {

    private static final Duration DEFAULT_FRESHNESS = Duration.parse(Option.FRESHNESS.defaultText());

    /**
     * Parses {@code values}, with defaults for absent ones.
     *
     * @param environment names the user's cache directory
     * @throws IllegalArgumentException naming the option, its value and the expected one
     */
    public static Settings of(OptionValues values, Map<String, String> environment) {
        OptionReader options = new OptionReader(values);
        ServerAddress server = ServerAddress.of(options);
        Settings settings = new Settings(
                server,
                new LoginReader(options).credentials(),
                MirrorLocation.of(options, server, environment),
                options.epochSec(Option.SINCE).orElse(0L),
                options.flag(Option.COMMENTS).orElse(false),
                options.text(Option.SUPPORT_TYPE_SCOPE).map(Settings::scope),
                options.integer(Option.PAGE_SIZE, 1, ClientOptions.MAX_PAGE_SIZE)
                        .orElse(ClientOptions.MAX_PAGE_SIZE),
                options.integer(Option.REQUESTS_PER_MINUTE, 1, Integer.MAX_VALUE),
                options.integer(Option.PARALLEL_REQUESTS, 1, ClientOptions.MAX_PARALLEL_REQUESTS)
                        .orElse(ClientOptions.DEFAULT_PARALLEL_REQUESTS),
                options.integer(Option.MAX_REQUESTS, 0, Integer.MAX_VALUE),
                options.duration(Option.FRESHNESS).orElse(DEFAULT_FRESHNESS),
                options.text(Option.ON_BAD_EVENT).map(Settings::skips).orElse(false),
                options.text(Option.PROGRESS).map(ProgressMode::of).orElse(ProgressMode.AUTO),
                options.flag(Option.CHECK).orElse(false),
                options.text(Option.SCHEDULES).map(ScheduleReader::schedules).orElseGet(BusinessSchedules::none),
                ReferenceSettings.of(options));
        if (server instanceof ServerAddress.Remote remote) {
            settings.client(remote.baseUrl());
            if (settings.credentials() instanceof Credentials.None && !isPlainHttp(remote.baseUrl())) {
                throw LoginReader.missing(remote.baseUrl());
            }
        }
        return settings;
    }

    /**
     * These settings with another value of an option that each statement reads when it begins; an empty one is the
     * default.
     *
     * @throws IllegalArgumentException naming the option, its value and the expected one, or if it is an option of the
     *     connection
     */
    Settings with(Option option, String value) {
        OptionReader given = new OptionReader(OptionValues.of(Map.of(option.propertyName(), value)));
        return switch (option) {
            case MAX_REQUESTS -> with(given.integer(option, 0, Integer.MAX_VALUE), freshness, progress, references);
            case FRESHNESS -> with(maxRequests, given.duration(option).orElse(DEFAULT_FRESHNESS), progress, references);
            case PROGRESS ->
                with(
                        maxRequests,
                        freshness,
                        given.text(option).map(ProgressMode::of).orElse(ProgressMode.AUTO),
                        references);
            case REFERENCES, REFERENCE_FRESHNESS ->
                with(maxRequests, freshness, progress, references.with(option, given));
            default ->
                throw new IllegalArgumentException("option " + option.propertyName()
                        + " belongs to the connection, and is given when connecting; SET changes "
                        + ofStatements());
        };
    }

    private Settings with(
            OptionalInt requests, Duration fresh, ProgressMode display, ReferenceSettings referenceSettings) {
        return new Settings(
                server,
                credentials,
                mirror,
                sinceSec,
                comments,
                supportTypeScope,
                pageSize,
                requestsPerMinute,
                parallelRequests,
                requests,
                fresh,
                skipsBadEvents,
                display,
                check,
                schedules,
                referenceSettings);
    }

    /**
     * The value of an option that each statement reads, as SHOW gives it: empty text where it has none.
     *
     * @throws IllegalArgumentException if it is an option of the connection
     */
    String shown(Option option) {
        return switch (option) {
            case MAX_REQUESTS -> maxRequests.isPresent() ? String.valueOf(maxRequests.getAsInt()) : "";
            case FRESHNESS -> freshness.toString();
            case PROGRESS -> progress.name().toLowerCase(Locale.ROOT);
            case REFERENCES -> String.valueOf(references.isOn());
            case REFERENCE_FRESHNESS -> references.freshness().toString();
            default ->
                throw new IllegalArgumentException(
                        "option " + option.propertyName() + " belongs to the connection; SHOW shows " + ofStatements());
        };
    }

    private static String ofStatements() {
        return Option.ofStatements().stream().map(Option::propertyName).collect(Collectors.joining(", "));
    }

    /** Plain http goes to this machine only, where a sandbox needs no credentials. */
    private static boolean isPlainHttp(URI baseUrl) {
        return baseUrl.getScheme().equalsIgnoreCase("http");
    }

    private static String scope(String text) {
        return choice(Option.SUPPORT_TYPE_SCOPE, text);
    }

    private static boolean skips(String text) {
        return choice(Option.ON_BAD_EVENT, text).equals("skip");
    }

    private static String choice(Option option, String text) {
        if (!option.choices().contains(text)) {
            throw OptionReader.malformed(option, text, option.unit());
        }
        return text;
    }

    /**
     * The file through which processes share the account's rate limit; empty for an embedded sandbox, which belongs to
     * one process, and where the user has no directory for it.
     */
    Optional<Path> rateLimitFile() {
        return mirror.rateLimits().map(directory -> directory.resolve(server.account()));
    }

    /** The same for the account's general limit, which requests for names share with other programs. */
    Optional<Path> generalLimitFile() {
        return mirror.rateLimits().map(directory -> directory.resolve(server.account() + "+general"));
    }

    /** Directory of this variant's mirror; empty for a temporary one. */
    Optional<Path> mirrorDirectory() {
        return mirror.mirrors().map(mirrors -> mirrors.resolve(variant()));
    }

    /** Options of a client for the server at {@code baseUrl}. */
    ClientOptions client(URI baseUrl) {
        return new ClientOptions(
                baseUrl,
                credentials,
                pageSize,
                comments,
                supportTypeScope,
                requestsPerMinute,
                parallelRequests,
                skipsBadEvents);
    }

    /** Options of a snapshot for one statement. */
    SnapshotOptions snapshotOptions(PageSource source, FetchObserver observer) {
        return new SnapshotOptions(source, sinceSec, freshness, maxRequests, observer);
    }

    /** Name of the mirror, fit for a directory: the account, and the options that change its events. */
    String variant() {
        return server.account()
                + (comments ? "+comments" : "")
                + supportTypeScope.map(scope -> "+scope-" + scope).orElse("");
    }
}
