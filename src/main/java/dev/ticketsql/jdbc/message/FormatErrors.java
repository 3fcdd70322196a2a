package dev.ticketsql.jdbc.message;

import dev.ticketsql.calcite.parser.PostgresFormats;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that are not written in a format of time: the format as it was written, not as the engine was given it. */
final class FormatErrors {

    private static final Pattern UNREADABLE = Pattern.compile(
            "(?s)Invalid Input Error: Could not parse string \"(.*?)\" according to format specifier \"(.*?)\".*");

    private FormatErrors() {}

    /** The sentence, if {@code message}, a failure of {@code sql}, is that of such a text. */
    static Optional<String> sentence(String message, String sql) {
        Matcher unreadable = UNREADABLE.matcher(message);
        return unreadable.matches()
                ? Optional.of("'" + unreadable.group(1) + "' is not written in the format '"
                        + PostgresFormats.written(unreadable.group(2), sql).orElse(unreadable.group(2))
                        + "': write the format of the texts, and leave out others by a condition")
                : Optional.empty();
    }
}
