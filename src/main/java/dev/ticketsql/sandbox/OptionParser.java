package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.reference.ReferenceKind;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Parses the options of a sandbox, the same for {@code bin/sandbox} and for {@code sandbox:} URLs. */
final class OptionParser {

    /** Default lifetime of a token from {@code POST /oauth/tokens}; Zendesk allows five minutes to two days. */
    static final long DEFAULT_TOKEN_TTL_SEC = 1_800;

    private final Map<String, String> options;

    OptionParser(Map<String, String> options) {
        this.options = options;
    }

    SandboxOptions parse(SandboxOptions defaults) {
        for (String name : options.keySet()) {
            if (SandboxFlag.of(name).isEmpty()) {
                throw new IllegalArgumentException("unknown option " + name + "; known: " + SandboxFlag.list(""));
            }
        }
        return new SandboxOptions(
                number(SandboxFlag.EVENTS).orElse(defaults.eventCount()),
                number(SandboxFlag.SEED).orElse(defaults.seed()),
                value(
                                SandboxFlag.END,
                                "an ISO-8601 instant such as 2026-01-31T12:00:00Z, or epoch seconds",
                                OptionParser::instant)
                        .orElse(defaults.end()),
                smallNumber(SandboxFlag.YEARS).orElse(defaults.years()),
                value(SandboxFlag.SHAPE, "audits, metrics or both", OptionParser::shape)
                        .orElse(defaults.shape()),
                smallNumber(SandboxFlag.RATE_LIMIT).orElse(defaults.requestsPerMinute()),
                smallNumber(SandboxFlag.ACCOUNT_RATE_LIMIT).orElse(defaults.accountRequestsPerMinute()),
                smallNumber(SandboxFlag.PORT).orElse(defaults.port()),
                credentials(),
                value(
                                SandboxFlag.FORBIDDEN,
                                "names of lists joined by commas, of "
                                        + Arrays.stream(ReferenceKind.values())
                                                .map(ReferenceKind::key)
                                                .collect(Collectors.joining(", ")),
                                OptionParser::kinds)
                        .orElse(defaults.forbidden()));
    }

    private List<Credentials> credentials() {
        List<Credentials> any = new ArrayList<>();
        text(SandboxFlag.PASSWORD)
                .ifPresent(password ->
                        any.add(new Credentials.Password(needed(SandboxFlag.EMAIL, SandboxFlag.PASSWORD), password)));
        text(SandboxFlag.API_TOKEN)
                .ifPresent(token ->
                        any.add(new Credentials.ApiToken(needed(SandboxFlag.EMAIL, SandboxFlag.API_TOKEN), token)));
        text(SandboxFlag.TOKEN).ifPresent(token -> any.add(new Credentials.BearerToken(token)));
        text(SandboxFlag.CLIENT_SECRET).ifPresent(secret -> any.add(oAuthClient(secret)));
        refuseAlone(SandboxFlag.EMAIL, SandboxFlag.PASSWORD, SandboxFlag.API_TOKEN);
        refuseAlone(SandboxFlag.CLIENT_ID, SandboxFlag.CLIENT_SECRET);
        refuseAlone(SandboxFlag.TOKEN_TTL, SandboxFlag.CLIENT_SECRET);
        return any;
    }

    private Credentials oAuthClient(String secret) {
        long ttlSec = value(SandboxFlag.TOKEN_TTL, "a number of seconds, at least 1", OptionParser::positive)
                .orElse(DEFAULT_TOKEN_TTL_SEC);
        return new Credentials.OAuthClient(
                needed(SandboxFlag.CLIENT_ID, SandboxFlag.CLIENT_SECRET), secret, Duration.ofSeconds(ttlSec));
    }

    private void refuseAlone(SandboxFlag option, SandboxFlag... companions) {
        if (text(option).isPresent()
                && Arrays.stream(companions).noneMatch(other -> text(other).isPresent())) {
            String needed = Arrays.stream(companions).map(SandboxFlag::key).collect(Collectors.joining(" or "));
            throw new IllegalArgumentException(option.key() + " needs " + needed + " beside it");
        }
    }

    private String needed(SandboxFlag option, SandboxFlag beside) {
        return text(option)
                .orElseThrow(
                        () -> new IllegalArgumentException(beside.key() + " needs " + option.key() + " beside it"));
    }

    private Optional<String> text(SandboxFlag option) {
        return Optional.ofNullable(options.get(option.key())).filter(text -> !text.isEmpty());
    }

    private Optional<Long> number(SandboxFlag option) {
        return value(option, "a whole number", Long::valueOf);
    }

    private Optional<Integer> smallNumber(SandboxFlag option) {
        return value(option, "a whole number", Integer::valueOf);
    }

    private <T> Optional<T> value(SandboxFlag option, String expected, Function<String, T> parser) {
        return text(option).map(text -> {
            try {
                return parser.apply(text);
            } catch (DateTimeParseException | IllegalArgumentException e) {
                throw new IllegalArgumentException(option.key() + " is " + text + ", must be " + expected, e);
            }
        });
    }

    private static long positive(String text) {
        // At most nine digits, which are thirty years.
        if (!text.matches("0*[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(text);
        }
        return Long.parseLong(text);
    }

    private static Instant instant(String text) {
        return text.matches("\\d{1,11}") ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.parse(text);
    }

    private static Set<ReferenceKind> kinds(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(key -> ReferenceKind.of(key).orElseThrow(() -> new IllegalArgumentException(key)))
                .collect(Collectors.toSet());
    }

    private static Shape shape(String text) {
        return Shape.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
