package dev.ticketsql.api.page;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts a scalar that has another JSON type than documented, where it has one right reading: an id as text, a number
 * with a zero fraction, an instant as ISO-8601 text. Every method looks at the current value and moves nowhere.
 */
final class LenientScalars {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,19}");

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,19}(\\.\\d{1,19})?");

    private LenientScalars() {}

    /** An integer of 64 bits: a number without a fraction, or its digits as text. */
    static Optional<Long> wholeNumber(JsonReader json) throws IOException {
        return json.isLong()
                ? Optional.of(json.readLong())
                : number(json, WHOLE_NUMBER).flatMap(LenientScalars::exactLong);
    }

    /** A finite number of 64 bits: a number, or its digits as text. */
    static Optional<Double> number(JsonReader json) throws IOException {
        return number(json, NUMBER).map(BigDecimal::doubleValue).filter(Double::isFinite);
    }

    /** The second of an instant, and perhaps a fraction of it: epoch seconds as number or text, or ISO-8601 text. */
    static Optional<Instant> epochSecond(JsonReader json) throws IOException {
        if (json.isLong()) {
            long second = json.readLong();
            return second < 0 || second > Instant.MAX.getEpochSecond()
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochSecond(second));
        }
        Optional<BigDecimal> seconds = number(json, NUMBER);
        if (seconds.isEmpty()) {
            return instant(json);
        }
        BigDecimal second = seconds.get();
        return second.signum() < 0 || second.compareTo(BigDecimal.valueOf(Instant.MAX.getEpochSecond())) > 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(
                        second.longValue(),
                        second.remainder(BigDecimal.ONE).movePointRight(9).longValue()));
    }

    /** An instant as ISO-8601 text with an offset. */
    static Optional<Instant> instant(JsonReader json) throws IOException {
        return json.isString() ? IsoInstant.parse(json.readString()) : Optional.empty();
    }

    private static Optional<BigDecimal> number(JsonReader json, Pattern asText) throws IOException {
        if (json.isNumber()) {
            return decimal(json.numberText());
        }
        return json.isString() && asText.matcher(json.readString()).matches()
                ? decimal(json.readString())
                : Optional.empty();
    }

    /** Empty if the exponent has more than 32 bits. */
    private static Optional<BigDecimal> decimal(String digits) {
        try {
            return Optional.of(new BigDecimal(digits));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> exactLong(BigDecimal number) {
        try {
            return Optional.of(number.longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }
}
