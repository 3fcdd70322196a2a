package dev.ticketsql.account;

import dev.ticketsql.reference.ReferenceOptions;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Options about references.
 *
 * @param isOn whether they are fetched when a statement needs them
 * @param freshness for how long what was fetched counts as up to date
 * @param keepsAddresses whether e-mail addresses of people are kept
 */
record ReferenceSettings(boolean isOn, Duration freshness, boolean keepsAddresses) {

    private static final Duration DEFAULT_FRESHNESS = Duration.parse(Option.REFERENCE_FRESHNESS.defaultText());

    static ReferenceSettings of(OptionReader options) {
        return new ReferenceSettings(
                options.flag(Option.REFERENCES).orElse(true),
                options.duration(Option.REFERENCE_FRESHNESS).orElse(DEFAULT_FRESHNESS),
                options.flag(Option.PERSONAL_DATA).orElse(false));
    }

    /** These settings with another value of one of the options that each statement reads. */
    ReferenceSettings with(Option option, OptionReader given) {
        return new ReferenceSettings(
                option == Option.REFERENCES ? given.flag(option).orElse(true) : isOn,
                option == Option.REFERENCE_FRESHNESS ? given.duration(option).orElse(DEFAULT_FRESHNESS) : freshness,
                keepsAddresses);
    }

    ReferenceOptions options(OptionalInt maxRequests) {
        return new ReferenceOptions(freshness, keepsAddresses, maxRequests);
    }
}
