package dev.ticketsql.calcite.parser;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites Calcite's message "No match found for function signature": the function does not exist, with the nearest
 * name or an alternative, or it does not take such operands.
 */
public final class UnknownFunctions {

    private static final Pattern NO_MATCH =
            Pattern.compile("(.*)No match found for function signature ([\\w.$]+)\\((.*)\\)");

    /** Alternatives to functions of other databases that have no short equivalent. */
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("COUNT_DISTINCT", "COUNT(DISTINCT x)"),
            Map.entry("JSON_ARRAY_ELEMENTS", "JSON_TABLE(x, '$[*]' COLUMNS (kind VARCHAR PATH '$.event_type'))"),
            Map.entry("JSON_ARRAY_ELEMENTS_TEXT", "FROM JSON_ARRAY_ELEMENTS_TEXT(x) AS element"),
            Map.entry("JSON_OBJECT_KEYS", "JSON_KEYS(x)"),
            Map.entry("JSON_UNQUOTE", "JSON_EXTRACT_STRING(x, '$.name')"),
            Map.entry("PERCENTILE_APPROX", "APPROX_PERCENTILE(x, 0.5)"),
            Map.entry("RATIO_TO_REPORT", "x / SUM(x) OVER ()"),
            Map.entry("REGEXP_MATCH", "REGEXP_SUBSTR(x, 'pattern')"),
            Map.entry("REGEXP_MATCHES", "REGEXP_LIKE(x, 'pattern')"),
            Map.entry("STR_TO_DATE", "STRPTIME(x, '%Y-%m-%d')"),
            Map.entry("SUBSTRING_INDEX", "SPLIT_PART(x, ',', 1)"),
            Map.entry("SUMIF", "SUM(x) FILTER (WHERE condition)"),
            Map.entry("SUM_IF", "SUM(x) FILTER (WHERE condition)"),
            Map.entry("TOP", "LIMIT 10 at the end"),
            Map.entry("TO_JSON", "JSON_OBJECT('name': x)"));

    /** Most edits between a name and its misspelling. */
    private static final int MAX_EDITS = 2;

    /** Longest name that allows only one edit: two would match unrelated names. */
    private static final int SHORT = 4;

    private UnknownFunctions() {}

    /** Rewrites {@code line}, one line of a failure, if it is about a function that does not match. */
    public static String advised(String line) {
        Matcher failure = NO_MATCH.matcher(line);
        if (!failure.matches()) {
            return line;
        }
        String name = failure.group(2).toUpperCase(Locale.ROOT);
        String operands = failure.group(3).replace("<", "").replace(">", "").replace("CHARACTER", "text");
        return failure.group(1) + sentence(name, operands);
    }

    private static String sentence(String name, String operands) {
        return sentence(name).orElseGet(() -> name + " takes other operands than (" + operands + ")");
    }

    /** The sentence about a function that does not exist; empty if there is one of this name. */
    public static Optional<String> sentence(String function) {
        String name = function.toUpperCase(Locale.ROOT);
        return KnownFunctions.names().contains(name) ? Optional.empty() : Optional.of(unknown(name));
    }

    private static String unknown(String name) {
        return "TicketSQL has no function " + name
                + Optional.ofNullable(INSTEAD.get(name.replaceFirst("^JSONB_", "JSON_")))
                        .or(() -> nearest(name))
                        .map(other -> ": write " + other)
                        .orElse("");
    }

    private static Optional<String> nearest(String name) {
        int most = name.length() <= SHORT ? 1 : MAX_EDITS;
        return KnownFunctions.names().stream()
                .filter(known ->
                        Math.abs(known.length() - name.length()) <= most && EditDistance.between(known, name) <= most)
                .min(Comparator.<String>comparingInt(known -> EditDistance.between(known, name))
                        .thenComparing(known -> known));
    }
}
