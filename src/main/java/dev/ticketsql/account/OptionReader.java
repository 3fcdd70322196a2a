package dev.ticketsql.account;

import dev.ticketsql.api.ShownAddress;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Parser of option values: a typed value, or a refusal with the expected spelling. Has no defaults. */
final class OptionReader {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

    private final OptionValues values;

    OptionReader(OptionValues values) {
        this.values = values;
    }

    Optional<String> text(Option option) {
        return values.get(option);
    }

    /** A whole number of at least {@code min} and at most {@code max}. */
    OptionalInt integer(Option option, int min, int max) {
        Optional<String> text = values.get(option);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        String range = max == Integer.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max;
        if (!INTEGER.matcher(text.get()).matches()) {
            throw malformed(option, text.get(), "a whole number " + range);
        }
        long number = Long.parseLong(text.get());
        if (number < min || number > max) {
            throw malformed(option, text.get(), "a whole number " + range);
        }
        return OptionalInt.of((int) number);
    }

    /** True or false, in upper or lower case. */
    Optional<Boolean> flag(Option option) {
        return values.get(option).map(text -> {
            if (text.equalsIgnoreCase("true")) {
                return true;
            }
            if (text.equalsIgnoreCase("false")) {
                return false;
            }
            throw malformed(option, text, "true or false");
        });
    }

    /** A duration as {@code PT1M}, not negative. */
    Optional<Duration> duration(Option option) {
        return values.get(option).map(text -> {
            String expected = "an ISO-8601 duration, as PT30S, PT5M or PT1H";
            try {
                Duration duration = Duration.parse(text);
                if (duration.isNegative()) {
                    throw malformed(option, text, expected + ", and not negative");
                }
                return duration;
            } catch (DateTimeParseException e) {
                throw malformed(option, text, expected);
            }
        });
    }

    /** An instant, epoch seconds, given as such or in ISO-8601; a date is its midnight, and no zone means UTC. */
    Optional<Long> epochSec(Option option) {
        return values.get(option)
                .map(text ->
                        InstantText.epochSec(text).orElseThrow(() -> malformed(option, text, InstantText.EXPECTED)));
    }

    /** The refusal of a value; a secret is not repeated. */
    static IllegalArgumentException malformed(Option option, String value, String expected) {
        boolean isAddress = option == Option.SUBDOMAIN || option == Option.BASE_URL;
        String shown = option.isSecret() ? "" : " is '" + (isAddress ? ShownAddress.of(value) : value) + "',";
        return new IllegalArgumentException("option " + option.propertyName() + shown + " must be " + expected);
    }
}
