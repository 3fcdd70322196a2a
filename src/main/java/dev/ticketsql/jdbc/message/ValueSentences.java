package dev.ticketsql.jdbc.message;

import java.util.regex.Pattern;

/** Words the failures of values that do not fit their place, for all libraries alike. */
final class ValueSentences {

    static final String TOO_LARGE =
            "a number does not fit into the type that it is computed in: cast what it is computed from to a wider one,"
                    + " as CAST(id AS DOUBLE)";

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}.*");

    /** Characters that identify a value; a column may hold pages. */
    private static final int SHOWN_CHARACTERS = 60;

    private ValueSentences() {}

    static String noNumber(String value) {
        if (INTEGER.matcher(value).matches()) {
            return shown(value) + " does not fit into the type it is read as; write a wider one, as DECIMAL(19)";
        }
        if (DATE.matcher(value).matches()) {
            return shown(value) + " is not a number: start_time counts epoch seconds; write a condition on \"time\","
                    + " as \"time\" >= TIMESTAMP '2026-01-31 12:00:00'";
        }
        return shown(value) + " is not a number" + advice();
    }

    /** Returns the sentence without the text, which Java's parser of decimals does not give. */
    static String noNumber() {
        return "a text is not a number" + advice();
    }

    private static String advice() {
        return ": compare texts with texts, written '5', and numbers with numbers, written 5";
    }

    static String noTime(String type, String value) {
        // Calcite takes a timestamp apart, and names the part that it cannot read.
        return type.equals("TIME") && !DATE.matcher(value).matches()
                ? shown(value) + " is not a time of day: write TIME '12:00:00'"
                : shown(value) + " is not a date or timestamp: write DATE '2026-01-31' or TIMESTAMP '2026-01-31"
                        + " 12:00:00'";
    }

    static String shown(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= SHOWN_CHARACTERS
                ? "'" + line + "'"
                : "'" + line.substring(0, SHOWN_CHARACTERS) + "...'";
    }
}
