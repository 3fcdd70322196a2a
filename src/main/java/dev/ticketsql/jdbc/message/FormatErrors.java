package dev.ticketsql.jdbc.message;

import dev.ticketsql.calcite.parser.PostgresFormats;
import dev.ticketsql.event.ErrorKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Rewrites DuckDB's message for a text that is not written in the format of TO_DATE or TO_TIMESTAMP: it names the
 * format of {@code strptime}, the sentence the one that the statement has.
 */
final class FormatErrors {

    private static final List<ErrorPattern> PATTERNS = List.of(new ErrorPattern(
            ErrorKind.NO_TIME,
            "Invalid Input Error: Could not parse string \"(.*?)\" according to format specifier \"(.*?)\"",
            FormatErrors::sentence));

    private FormatErrors() {}

    /** Explains {@code message}, a failure of {@code sql}, if it is such a message. */
    static Optional<Explanation> explanation(String message, String sql) {
        return ErrorPattern.first(PATTERNS, message, sql);
    }

    private static String sentence(Matcher time, String sql) {
        return "'" + time.group(1) + "' is not written in the format '"
                + PostgresFormats.written(time.group(2), sql).orElse(time.group(2))
                + "': write the format of the texts, and leave out others by a condition";
    }
}
