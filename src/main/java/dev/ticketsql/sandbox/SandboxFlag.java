package dev.ticketsql.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Options of {@code bin/sandbox} and of {@code sandbox:} URLs, in the order of the help. The parser, the help and the
 * messages take names from here.
 */
enum SandboxFlag {
    PORT("N", "port on 127.0.0.1 (default 0: any that is free)"),
    EVENTS("N", "events in the history (default " + SandboxOptions.DEFAULT_EVENT_COUNT + ")"),
    SEED(
            "N",
            "seed of the history: same seed, events, end, years and shape, same bytes (default "
                    + SandboxOptions.DEFAULT_SEED + ")"),
    END("INSTANT", "end of the history, ISO-8601 or epoch seconds (default: now); a future event appears at its time"),
    YEARS("N", "length of the history (default " + SandboxOptions.DEFAULT_YEARS + ")"),
    SHAPE("SHAPE", "kinds of event: audits, metrics or both (default both)"),
    RATE_LIMIT("N", "requests per clock minute; Zendesk allows 10 (default 0: no limit)"),
    ACCOUNT_RATE_LIMIT(
            "N",
            "requests for people, groups and other lists per clock minute, 0 for no limit (default "
                    + SandboxOptions.DEFAULT_ACCOUNT_RATE_LIMIT + ", Zendesk's Enterprise plan)"),
    FORBIDDEN("LISTS", "lists refused with 403, as users,organizations"),
    EMAIL("TEXT", "e-mail address of the user, for password or api-token"),
    PASSWORD("TEXT", "demand Basic authentication: email:password"),
    API_TOKEN("TEXT", "demand Basic authentication: email/token:api-token"),
    TOKEN("TEXT", "demand this token: Authorization: Bearer token"),
    CLIENT_ID("TEXT", "an OAuth client that POST /oauth/tokens knows"),
    CLIENT_SECRET("TEXT", "its secret; demand a token that was issued to it"),
    TOKEN_TTL("SECONDS", "lifetime of such a token (default " + OptionParser.DEFAULT_TOKEN_TTL_SEC + ")");

    private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String unit;
    private final String description;

    SandboxFlag(String unit, String description) {
        this.unit = unit;
        this.description = description;
    }

    /** Name of the option without dashes: {@code rate-limit}. */
    String key() {
        return key;
    }

    /** Line of the help. */
    String help() {
        return String.format(Locale.ROOT, "  %-22s %s", "--" + key + " " + unit, description);
    }

    static Optional<SandboxFlag> of(String key) {
        return Arrays.stream(values()).filter(flag -> flag.key.equals(key)).findFirst();
    }

    /** The names of all options in one line, each after {@code prefix}. */
    static String list(String prefix) {
        return Arrays.stream(values()).map(flag -> prefix + flag.key).collect(Collectors.joining(", "));
    }
}
