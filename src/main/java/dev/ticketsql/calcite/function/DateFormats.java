package dev.ticketsql.calcite.function;

import java.util.List;

/**
 * Translates the formats of MySQL's {@code DATE_FORMAT} to those of DuckDB's {@code strftime}. Some letters differ;
 * unknown ones stand for themselves.
 */
final class DateFormats {

    /**
     * Pairs of MySQL's and strftime's letters. A control character stands in between, so that no letter is replaced
     * twice.
     */
    private static final List<List<String>> LETTERS = List.of(
            List.of("%i", "%M"),
            List.of("%s", "%S"),
            List.of("%M", "%B"),
            List.of("%W", "%A"),
            List.of("%e", "%-d"),
            List.of("%c", "%-m"),
            List.of("%k", "%-H"),
            List.of("%l", "%-I"),
            List.of("%h", "%I"),
            List.of("%T", "%H:%M:%S"),
            List.of("%r", "%I:%M:%S %p"),
            List.of("%v", "%V"),
            List.of("%x", "%G"));

    private DateFormats() {}

    /** Builds the template, whose operands are the instant and the format. */
    static String template() {
        StringBuilder format = new StringBuilder("replace({1}, '%%', chr(1))");
        for (int letter = 0; letter < LETTERS.size(); letter++) {
            format.insert(0, "replace(")
                    .append(", '%s', chr(%d))".formatted(LETTERS.get(letter).get(0), 2 + letter));
        }
        for (int letter = 0; letter < LETTERS.size(); letter++) {
            format.insert(0, "replace(")
                    .append(", chr(%d), '%s')"
                            .formatted(2 + letter, LETTERS.get(letter).get(1)));
        }
        return "strftime(CAST({0} AS TIMESTAMP), replace(" + format + ", chr(1), '%%'))";
    }
}
