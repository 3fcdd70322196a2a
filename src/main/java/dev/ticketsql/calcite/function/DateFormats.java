package dev.ticketsql.calcite.function;

import java.util.List;

/**
 * DuckDB's spelling of MySQL's {@code DATE_FORMAT}: the letters behind a percent sign are those of {@code strftime},
 * but for some, and unknown ones stand for themselves.
 */
final class DateFormats {

    /** MySQL's letter, and strftime's. A letter is changed once, since what is written in between is no letter. */
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

    /** A template of the instant and the format. */
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
