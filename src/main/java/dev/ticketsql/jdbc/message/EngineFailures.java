package dev.ticketsql.jdbc.message;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences for failures of the mirror's engine that no other class has one for. The engine runs a statement of our own
 * writing and speaks of its names and lines, which mean nothing to the user: they stay in the cause.
 */
final class EngineFailures {

    /** A failure by its kind: Binder Error, INTERNAL Error, ... */
    private static final Pattern FAILURE = Pattern.compile("(?s)([A-Za-z]\\w*(?: [a-z]+)*) Error: (.*)");

    /** Kinds that are of the machine, not of the statement: their words name files and limits. */
    private static final Set<String> OF_MACHINE =
            Set.of("IO", "HTTP", "Permission", "Interrupt", "Out of Memory", "Connection", "Network");

    /** Kinds that are of a value, and name it. */
    private static final Set<String> OF_VALUE = Set.of("Conversion", "Invalid Input", "Out of Range", "Syntax");

    private static final Pattern WRITTEN_SQL =
            Pattern.compile("(?s)\\s*\\n\\s*LINE \\d+: .*| when casting from source column \\w+");

    private static final Pattern NO_FUNCTION = Pattern.compile(
            "(?s)(?:No function matches the given name and argument types|Could not choose a best candidate function for"
                    + " the function call) [\"'](.*?)\\((.*?)\\)[\"']\\..*");

    private static final Pattern NO_MEETING = Pattern.compile(
            "(?s)Cannot (?:compare|mix) values of type ([\\w\\[\\]]+).*? (?:and|with)(?: values of)?(?: type)?"
                    + " ([\\w\\[\\]]+).*");

    /** Names that our writer gives to columns, tables and macros, and Calcite to columns. */
    private static final Pattern GENERATED = Pattern.compile("\\b[ct]\\d+\\b|\\bts_\\w+|EXPR\\$\\d+|\\$f\\d+");

    private static final Pattern STRUCTS = Pattern.compile("(?i)STRUCT\\(.*?\\)(?=,|$)");

    private static final Pattern DIGITS = Pattern.compile("\\([\\d, ]+\\)");

    private EngineFailures() {}

    /** {@code message} without the lines of the statement that the engine was given. */
    static String bare(String message) {
        return FAILURE.matcher(message).matches() ? WRITTEN_SQL.matcher(message).replaceAll("") : message;
    }

    /** The sentence, if {@code message}, a failure of {@code sql}, is the engine's. */
    static Optional<String> sentence(String message, String sql) {
        Matcher failure = FAILURE.matcher(message);
        return failure.matches() && !OF_MACHINE.contains(failure.group(1))
                ? Optional.of(sentence(failure.group(1), failure.group(2), sql))
                : Optional.empty();
    }

    private static String sentence(String kind, String said, String sql) {
        String line = said.replaceAll("\\s+", " ").strip();
        if (OF_VALUE.contains(kind) && !GENERATED.matcher(line).find()) {
            return line;
        }
        Matcher function = NO_FUNCTION.matcher(line);
        if (function.matches()) {
            return name(function.group(1), sql) + " does not take (" + types(function.group(2))
                    + "): CAST what it is given to the type that it takes";
        }
        Matcher meeting = NO_MEETING.matcher(line);
        if (meeting.matches()) {
            return meeting.group(1) + " and " + meeting.group(2)
                    + " do not meet in a comparison, a CASE or a list: CAST one to the type of the other";
        }
        return "the engine cannot run this statement, although it is SQL (" + reason(kind)
                + "): leave parts out to find which, and write that otherwise";
    }

    private static String reason(String kind) {
        return switch (kind) {
            case "Binder", "Catalog" -> "a function, an operator or a field of a row is not given what it takes";
            case "Not implemented" -> "something in it is not implemented";
            default -> "it fails on it";
        };
    }

    /** The name, if it is what was written; our macros have names of their own. */
    private static String name(String name, String sql) {
        return sql.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
                ? name.toUpperCase(Locale.ROOT)
                : "a function";
    }

    private static String types(String types) {
        return DIGITS.matcher(STRUCTS.matcher(types).replaceAll("ROW")).replaceAll("");
    }
}
