package dev.ticketsql.account;

import com.google.common.collect.ImmutableList;
import dev.ticketsql.api.ShownAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Options of a connection: name as JDBC property and operand of {@code model.json}, environment variable, default, unit
 * and purpose, in one place. Parsing, {@code getPropertyInfo}, the help of {@code bin/mirror} and the table of
 * src/docs/options.md read them here; {@link Settings} checks values.
 */
public enum Option {
    SUBDOMAIN("subdomain", "ZENDESK_SUBDOMAIN", "", "name", "The account: the first label of its zendesk.com host"),
    BASE_URL(
            "baseUrl",
            "ZENDESK_BASE_URL",
            "https://{subdomain}.zendesk.com",
            "URL",
            "The server instead of a subdomain; plain http only to this machine; sandbox:?events=N&seed=S starts the"
                    + " embedded sandbox"),
    OAUTH_TOKEN("oauthToken", "ZENDESK_OAUTH_TOKEN", "", "secret", "OAuth access token with scope read"),
    CLIENT_ID("clientId", "ZENDESK_CLIENT_ID", "", "text", "OAuth client that fetches its own access tokens"),
    CLIENT_SECRET("clientSecret", "ZENDESK_CLIENT_SECRET", "", "secret", "The OAuth client's secret"),
    EMAIL("email", "ZENDESK_EMAIL", "", "address", "The admin who asks, with apiToken or password"),
    API_TOKEN("apiToken", "ZENDESK_API_TOKEN", "", "secret", "API token; Zendesk ends these on 2027-04-30"),
    PASSWORD("password", "ZENDESK_PASSWORD", "", "secret", "Password, where the account still allows it"),
    MIRROR(
            "mirror",
            "TICKETSQL_MIRROR",
            "ticketsql in the user's cache directory",
            "directory or none",
            "Where fetched events are kept; none: a temporary place, gone with the process"),
    MIRROR_MODE(
            "mirrorMode",
            "TICKETSQL_MIRROR_MODE",
            "private",
            List.of("private", "group"),
            "private closes the mirror to all but its owner, and refuses another user's; group leaves it to its"
                    + " directory's group, with the bits that it has"),
    SINCE(
            "since",
            "TICKETSQL_SINCE",
            "0",
            "epoch seconds or ISO-8601",
            "Earlier events do not exist for this connection"),
    COMMENTS(
            "comments",
            "TICKETSQL_COMMENTS",
            "false",
            List.of("true", "false"),
            "Fetch whole comments, not just their presence"),
    SUPPORT_TYPE_SCOPE(
            "supportTypeScope",
            "TICKETSQL_SUPPORT_TYPE_SCOPE",
            "",
            List.of("all", "agent", "ai_agent"),
            "Which tickets the export covers; not sent when empty"),
    PAGE_SIZE("pageSize", "TICKETSQL_PAGE_SIZE", "1000", "events", "Events asked for per request, 1 to 1000"),
    REQUESTS_PER_MINUTE(
            "requestsPerMinute",
            "TICKETSQL_REQUESTS_PER_MINUTE",
            "",
            "requests per minute",
            "Stay below this; empty: as fast as the server's headers allow"),
    PARALLEL_REQUESTS(
            "parallelRequests",
            "TICKETSQL_PARALLEL_REQUESTS",
            "2",
            "requests",
            "Pages asked for at once where one takes longer than the account's limit makes the next wait, 1 to 4"),
    MAX_REQUESTS(
            "maxRequests",
            "TICKETSQL_MAX_REQUESTS",
            "",
            "requests per statement",
            "A statement that needs more fails, and what it fetched is kept; empty: no limit"),
    FRESHNESS(
            "freshness",
            "TICKETSQL_FRESHNESS",
            "PT1M",
            "ISO-8601 duration",
            "For how long the newest edge counts as up to date"),
    ON_BAD_EVENT(
            "onBadEvent",
            "TICKETSQL_ON_BAD_EVENT",
            "fail",
            List.of("fail", "skip"),
            "What becomes of an event without a usable id or instant: fail ends the statement, skip keeps it in"
                    + " rejected_events and reads on"),
    PROGRESS(
            "progress",
            "TICKETSQL_PROGRESS",
            "auto",
            List.of("auto", "always", "never"),
            "How far fetching is: always draws it on stderr, never says nothing; auto draws it where bin/ is at a"
                    + " terminal, and logs it every 30 s elsewhere"),
    CHECK(
            "check",
            "TICKETSQL_CHECK",
            "false",
            List.of("true", "false"),
            "Connecting asks one request, once for each login and process, and fails on a wrong login"),
    SCHEDULES(
            "schedules",
            "TICKETSQL_SCHEDULES",
            "",
            "JSON, an array of schedules",
            "Business hours for BUSINESS_SECONDS, BUSINESS_ADD and CALENDAR, before those of the account: name, timeZone,"
                    + " hours and holidays of each"),
    REFERENCES(
            "references",
            "TICKETSQL_REFERENCES",
            "true",
            List.of("true", "false"),
            "Names of ids, as users and groups, are fetched when a statement asks for them; false: these tables are"
                    + " empty"),
    REFERENCE_FRESHNESS(
            "referenceFreshness",
            "TICKETSQL_REFERENCE_FRESHNESS",
            "P1D",
            "ISO-8601 duration",
            "For how long names count as up to date"),
    PERSONAL_DATA(
            "personalData",
            "TICKETSQL_PERSONAL_DATA",
            "false",
            List.of("true", "false"),
            "Of people, e-mail addresses are kept too, beside names and roles"),
    OPTIONS_FILE(
            "optionsFile",
            "TICKETSQL_OPTIONS_FILE",
            "",
            "file",
            "Lines of name=value, options that stand nowhere else, as secrets; refused when others can read it");

    private final String propertyName;
    private final String environmentName;
    private final String defaultText;
    private final String unit;
    private final ImmutableList<String> choices;
    private final String description;

    Option(String propertyName, String environmentName, String defaultText, List<String> choices, String description) {
        this(propertyName, environmentName, defaultText, words(choices), choices, description);
    }

    Option(String propertyName, String environmentName, String defaultText, String unit, String description) {
        this(propertyName, environmentName, defaultText, unit, List.of(), description);
    }

    Option(
            String propertyName,
            String environmentName,
            String defaultText,
            String unit,
            List<String> choices,
            String description) {
        this.propertyName = propertyName;
        this.environmentName = environmentName;
        this.defaultText = defaultText;
        this.unit = unit;
        this.choices = ImmutableList.copyOf(choices);
        this.description = description;
    }

    private static String words(List<String> choices) {
        int last = choices.size() - 1;
        return String.join(", ", choices.subList(0, last)) + " or " + choices.get(last);
    }

    /** The option of that JDBC property or model operand; upper and lower case are the same. */
    public static Optional<Option> named(String propertyName) {
        return Arrays.stream(values())
                .filter(option -> option.propertyName.equalsIgnoreCase(propertyName))
                .findFirst();
    }

    /** Options that each statement reads when it begins: SET changes them between two. */
    public static List<Option> ofStatements() {
        return List.of(MAX_REQUESTS, FRESHNESS, PROGRESS, REFERENCES, REFERENCE_FRESHNESS);
    }

    /** Name as JDBC property and as model operand. */
    public String propertyName() {
        return propertyName;
    }

    /** Name of the environment variable that is read where the property is absent. */
    public String environmentName() {
        return environmentName;
    }

    /** The default, as people read it; empty without one. */
    public String defaultText() {
        return defaultText;
    }

    /** The unit or the syntax of a value. */
    public String unit() {
        return unit;
    }

    /** The values, where there are only a few; else empty. */
    public List<String> choices() {
        return choices;
    }

    /** One sentence about the purpose. */
    public String description() {
        return description;
    }

    /** {@code value} as messages may repeat it: an address without a user, a password and a query. */
    public String shown(String value) {
        return this == SUBDOMAIN || this == BASE_URL ? ShownAddress.of(value) : value;
    }

    /** True if a value must never be shown. */
    public boolean isSecret() {
        return unit.equals("secret");
    }
}
