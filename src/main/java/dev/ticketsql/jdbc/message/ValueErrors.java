package dev.ticketsql.jdbc.message;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is said when a value cannot be what a statement takes it for. Calcite reads a text as a number where it is
 * compared with one, and as a point in time likewise, and then fails in the words of Java's parsers; and numbers can be
 * too large for the type that they are computed in.
 */
final class ValueErrors {

    private static final Pattern NO_NUMBER = Pattern.compile("(?s)For input string: \"(.*)\"");

    private static final Pattern NO_TIME = Pattern.compile("(?s)Invalid (DATE|TIME|TIMESTAMP) value, '(.*)'");

    /** What Java, Calcite and the mirror's engine say. */
    private static final Pattern TOO_LARGE = Pattern.compile(
            "(?s)((integer |long )?overflow(: .*)?|Value -?\\d+ out of range|Out of Range Error: Overflow.*"
                    + "|.*out of range for the destination type INT\\d+.*"
                    + "|Conversion Error: Failed to cast decimal value.*|Conversion Error: Could not cast value .*)",
            Pattern.CASE_INSENSITIVE);

    /** What the mirror's engine says of a text that is no number of the wanted type. */
    private static final Pattern ENGINES_NO_NUMBER =
            Pattern.compile("(?s)Invalid Input Error: '(.*)' is not a whole number"
                    + "|Conversion Error: Could not convert string ['\"](.*?)['\"] to (?!BOOL|TIME).*");

    /** What it says of a text that is no point in time. */
    private static final Pattern ENGINES_NO_TIME = Pattern.compile(
            "(?s)Conversion Error: .*?(date|timestamp|time)\\b.*?[\"'](.*?)[\"'].*", Pattern.CASE_INSENSITIVE);

    private static final Pattern ENGINES_NO_TRUTH =
            Pattern.compile("(?s)Conversion Error: Could not convert string '(.*?)' to BOOL.*");

    /** Levels of an expression, of which it allows a number. */
    private static final Pattern TOO_DEEP =
            Pattern.compile("(?s)\\w+ Error: Max expression depth limit of (\\d+) exceeded.*");

    /** What was used of what may be used, when not even a spill to disk helps. */
    private static final Pattern OUT_OF_MEMORY = Pattern.compile("(?s)Out of Memory Error: .*?/([^/]*?) used\\).*");

    /** What macros and functions of ours say, in sentences. */
    private static final Pattern SAID_BY_MACROS = Pattern.compile("(?s)Invalid Input Error: (.*?)\\s*");

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}.*");

    /** Enough to recognise a value by; a column may hold pages. */
    private static final int SHOWN_CHARACTERS = 60;

    private ValueErrors() {}

    /**
     * A sentence with what to write instead, if the failure is such a value.
     *
     * @param type the name of the failure's class
     */
    static Optional<String> sentence(String type, String message) {
        if (message.equals("/ by zero")) {
            return Optional.of("division by zero");
        }
        if (TOO_LARGE.matcher(message).matches()) {
            return Optional.of(
                    "a number does not fit into the type that it is computed in: cast what it is computed from"
                            + " to a wider one, as CAST(id AS DOUBLE)");
        }
        Matcher number = NO_NUMBER.matcher(message);
        if (number.matches()) {
            return Optional.of(noNumber(number.group(1)));
        }
        if (type.equals(NumberFormatException.class.getName())) {
            return Optional.of(noNumber());
        }
        Optional<String> engines = ofEngine(message);
        if (engines.isPresent()) {
            return engines;
        }
        Matcher value = NO_TIME.matcher(message);
        return value.matches() ? Optional.of(noTime(value.group(1), value.group(2))) : Optional.empty();
    }

    private static Optional<String> ofEngine(String message) {
        Matcher number = ENGINES_NO_NUMBER.matcher(message);
        if (number.matches()) {
            return Optional.of(noNumber(number.group(1) == null ? number.group(2) : number.group(1)));
        }
        Matcher time = ENGINES_NO_TIME.matcher(message);
        if (time.matches()) {
            return Optional.of(noTime(time.group(1).toUpperCase(Locale.ROOT), time.group(2)));
        }
        Matcher truth = ENGINES_NO_TRUTH.matcher(message);
        if (truth.matches()) {
            return Optional.of(shown(truth.group(1)) + " is neither true nor false: write TRUE or FALSE");
        }
        Matcher depth = TOO_DEEP.matcher(message);
        if (depth.matches()) {
            return Optional.of("the statement is nested too deeply: an expression may have " + depth.group(1)
                    + " levels; split it into parts, as a sum into several in parentheses");
        }
        Matcher memory = OUT_OF_MEMORY.matcher(message);
        if (memory.matches()) {
            return Optional.of("the statement needs more memory than the " + memory.group(1)
                    + " that it may use: read fewer columns or a shorter time, and give a recursion a condition that"
                    + " ends it");
        }
        Matcher said = SAID_BY_MACROS.matcher(message);
        return said.matches() ? Optional.of(said.group(1).replaceAll("\\s+", " ")) : Optional.empty();
    }

    private static String noNumber(String value) {
        if (INTEGER.matcher(value).matches()) {
            return shown(value) + " does not fit into the type it is read as; write a wider one, as DECIMAL(19)";
        }
        if (DATE.matcher(value).matches()) {
            return shown(value) + " is not a number: start_time counts epoch seconds; write a condition on \"time\","
                    + " as \"time\" >= TIMESTAMP '2026-01-31 12:00:00'";
        }
        return shown(value) + " is not a number" + advice();
    }

    /** Java's parser of decimals does not say what it read. */
    private static String noNumber() {
        return "a text is not a number" + advice();
    }

    private static String advice() {
        return ": compare texts with texts, written '5', and numbers with numbers, written 5";
    }

    private static String noTime(String type, String value) {
        // Calcite takes a timestamp apart, and names the part that it cannot read.
        return type.equals("TIME") && !DATE.matcher(value).matches()
                ? shown(value) + " is not a time of day: write TIME '12:00:00'"
                : shown(value) + " is not a date or timestamp: write DATE '2026-01-31' or TIMESTAMP '2026-01-31"
                        + " 12:00:00'";
    }

    private static String shown(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= SHOWN_CHARACTERS
                ? "'" + line + "'"
                : "'" + line.substring(0, SHOWN_CHARACTERS) + "...'";
    }
}
