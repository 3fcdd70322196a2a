package dev.ticketsql.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a sandbox's options from text: one home for the flags of {@code bin/sandbox} and for {@code sandbox:} URLs. */
final class OptionParser {

    /** Every option there is, in the order in which help names them. */
    static final List<String> NAMES = List.of(
            "port",
            "events",
            "seed",
            "end",
            "years",
            "shape",
            "rate-limit",
            "email",
            "password",
            "api-token",
            "token",
            "client-id",
            "client-secret",
            "token-ttl");

    /** What {@code POST /oauth/tokens} gives when nothing is asked for: Zendesk allows five minutes to two days. */
    private static final Duration DEFAULT_TOKEN_TTL = Duration.ofMinutes(30);

    private final Map<String, String> options;

    OptionParser(Map<String, String> options) {
        this.options = options;
    }

    SandboxOptions parse(SandboxOptions defaults) {
        for (String name : options.keySet()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("unknown option " + name + "; known: " + String.join(", ", NAMES));
            }
        }
        return new SandboxOptions(
                number("events").orElse(defaults.eventCount()),
                number("seed").orElse(defaults.seed()),
                value("end", "an ISO-8601 instant as 2026-01-31T12:00:00Z, or epoch seconds", OptionParser::instant)
                        .orElse(defaults.end()),
                smallNumber("years").orElse(defaults.years()),
                value("shape", "audits, metrics or both", OptionParser::shape).orElse(defaults.shape()),
                smallNumber("rate-limit").orElse(defaults.requestsPerMinute()),
                smallNumber("port").orElse(defaults.port()),
                credentials());
    }

    private List<Credentials> credentials() {
        List<Credentials> any = new ArrayList<>();
        text("password")
                .ifPresent(password -> any.add(new Credentials.Password(needed("email", "password"), password)));
        text("api-token").ifPresent(token -> any.add(new Credentials.ApiToken(needed("email", "api-token"), token)));
        text("token").ifPresent(token -> any.add(new Credentials.BearerToken(token)));
        text("client-secret")
                .ifPresent(secret -> any.add(new Credentials.OAuthClient(
                        needed("client-id", "client-secret"),
                        secret,
                        value("token-ttl", "a number of seconds", text -> Duration.ofSeconds(Long.parseLong(text)))
                                .orElse(DEFAULT_TOKEN_TTL))));
        refuseAlone("email", "password", "api-token");
        refuseAlone("client-id", "client-secret");
        refuseAlone("token-ttl", "client-secret");
        return any;
    }

    private void refuseAlone(String option, String... companions) {
        if (text(option).isPresent()
                && List.of(companions).stream().noneMatch(other -> text(other).isPresent())) {
            throw new IllegalArgumentException(option + " needs " + String.join(" or ", companions) + " beside it");
        }
    }

    private String needed(String option, String beside) {
        return text(option).orElseThrow(() -> new IllegalArgumentException(beside + " needs " + option + " beside it"));
    }

    private Optional<String> text(String option) {
        return Optional.ofNullable(options.get(option)).filter(text -> !text.isEmpty());
    }

    private Optional<Long> number(String option) {
        return value(option, "a whole number", Long::valueOf);
    }

    private Optional<Integer> smallNumber(String option) {
        return value(option, "a whole number", Integer::valueOf);
    }

    private <T> Optional<T> value(String option, String expected, Function<String, T> parser) {
        return text(option).map(text -> {
            try {
                return parser.apply(text);
            } catch (DateTimeParseException | IllegalArgumentException e) {
                throw new IllegalArgumentException(option + " is " + text + ", must be " + expected, e);
            }
        });
    }

    private static Instant instant(String text) {
        return text.matches("\\d{1,11}") ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.parse(text);
    }

    private static Shape shape(String text) {
        return Shape.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
