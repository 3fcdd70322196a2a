package dev.ticketsql.jdbc.message;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rewrites Calcite's "Cannot apply": the types that an operator or a function takes, those that it got, and a
 * conversion. Calcite lists forms by names of type families that no documentation has.
 */
final class OperandErrors {

    private static final Pattern CANNOT_APPLY = Pattern.compile(
            "(?s)((?:From|At) line (\\d{1,9}), column (\\d{1,9}).*?: )?Cannot apply '(.*?)' to arguments of type '(.*?)'\\."
                    + " Supported form\\(s\\): (.*)");

    private static final String SCALAR_QUERY = "$SCALAR_QUERY";

    private static final Pattern TYPE = Pattern.compile("<([A-Z(][^<>]*)>");

    private static final Pattern CANNOT_CAST = Pattern.compile(
            "(?s)((?:From|At) line .*?: )?Cast function cannot convert value of type (.*) to type (.*)");

    private static final Pattern DETAILS = Pattern.compile("\\([^()]*\\)");

    private static final Pattern CALL = Pattern.compile("([A-Za-z_]\\w*)\\s*\\(");

    private static final Pattern COMPARISON =
            Pattern.compile("=|<>|!=|<|>|<=|>=|(?:NOT )?BETWEEN.*|IS (?:NOT )?DISTINCT FROM|IN|NOT IN");

    /** Type families in words; others are left out. */
    private static final Map<String, String> FAMILIES = Map.ofEntries(
            Map.entry("NUMERIC", "a number"),
            Map.entry("APPROXIMATE_NUMERIC", "a number"),
            Map.entry("EXACT_NUMERIC", "a number"),
            Map.entry("DECIMAL", "a number"),
            Map.entry("INTEGER", "a whole number"),
            Map.entry("DATETIME", "a date or timestamp"),
            Map.entry("DT", "a date or timestamp"),
            Map.entry("DATE", "a date"),
            Map.entry("TIME", "a time"),
            Map.entry("TIMESTAMP", "a timestamp"),
            Map.entry("DATETIME_INTERVAL", "an interval"),
            Map.entry("INTERVAL_DAY_TIME", "an interval"),
            Map.entry("INTERVAL_YEAR_MONTH", "an interval"),
            Map.entry("TIME_UNIT", "a unit of time"),
            Map.entry("STRING", "text"),
            Map.entry("CHARACTER", "text"),
            Map.entry("CHAR", "text"),
            Map.entry("VARCHAR", "text"),
            Map.entry("BINARY", "bytes"),
            Map.entry("BOOLEAN", "a condition"),
            Map.entry("ARRAY", "an array"),
            Map.entry("MAP", "a map"),
            Map.entry("ROW", "a row"),
            Map.entry("MULTISET", "a multiset"),
            Map.entry("ANY", "any value"));

    /** Functions with a unit of time, and the index of that operand. */
    private static final Map<String, Integer> UNIT_AT =
            Map.of("EXTRACT", 0, "TIMESTAMPDIFF", 0, "TIMESTAMPADD", 0, "FLOOR", 1, "CEIL", 1);

    private static final Set<String> NUMBERS =
            Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "DECIMAL", "REAL", "FLOAT", "DOUBLE");

    private static final Set<String> TIMES = Set.of("DATE", "TIME", "TIMESTAMP");

    private OperandErrors() {}

    /** Returns the sentence, if {@code message}, a failure of {@code sql}, is about types of operands. */
    static Optional<String> sentence(String message, String sql) {
        Matcher cast = CANNOT_CAST.matcher(message);
        if (cast.matches()) {
            return Optional.of(cast(cast));
        }
        Matcher failure = CANNOT_APPLY.matcher(message);
        return failure.matches() ? Optional.of(applied(failure, sql)) : Optional.empty();
    }

    private static String cast(Matcher failure) {
        String from = type(failure.group(2).replace(" NOT NULL", ""));
        String to = type(failure.group(3).replace(" NOT NULL", ""));
        return (failure.group(1) == null ? "" : failure.group(1)) + from + " cannot be cast to " + to
                + (TIMES.contains(to) && NUMBERS.contains(from)
                        ? ": TO_TIMESTAMP(n) makes a timestamp of epoch seconds"
                        : "");
    }

    private static String applied(Matcher failure, String sql) {
        String place = failure.group(1) == null ? "" : failure.group(1);
        String operator = failure.group(4);
        if (operator.equals(SCALAR_QUERY)) {
            return place + "a subquery in this place has one column: select one, or compare rows, as (a, b)"
                    + " IN (SELECT c, d FROM t)";
        }
        List<String> types = types(failure.group(5));
        List<String> given = withoutUnit(operator, types);
        List<List<String>> forms = nearest(accepted(failure.group(6), operator, types.size()), given);
        boolean isComparison = COMPARISON.matcher(operator).matches();
        return place
                + (isComparison ? compared(given) : taken(spelled(operator, failure, sql), forms, given))
                + (isComparison ? comparison(given) : advice(forms, given));
    }

    private static String compared(List<String> given) {
        List<String> distinct = given.stream().distinct().toList();
        return distinct.size() == 1
                ? "values of type " + distinct.get(0) + " cannot be compared"
                : String.join(" and ", distinct) + " cannot be compared";
    }

    private static String taken(String operator, List<List<String>> forms, List<String> given) {
        String wanted = forms.stream().map(OperandErrors::words).distinct().collect(Collectors.joining(", or "));
        return operator + " takes " + (wanted.isEmpty() ? "other operands" : wanted) + ", not " + listed(given);
    }

    private static String listed(List<String> operands) {
        return String.join(operands.size() > 2 ? ", " : " and ", operands);
    }

    private static String words(List<String> form) {
        String word = form.get(0);
        return form.size() == 2 && word.equals(form.get(1))
                ? "two "
                        + (word.endsWith("type")
                                ? word
                                : word.replaceFirst("^an? ", "").replace(" or", "s or") + "s")
                : listed(form);
    }

    /** Returns the function as it was written, since some are rewritten to others. */
    private static String spelled(String operator, Matcher failure, String sql) {
        if (failure.group(2) == null) {
            return operator;
        }
        int start = SqlText.offset(sql, Integer.parseInt(failure.group(2)), Integer.parseInt(failure.group(3)));
        Matcher call = CALL.matcher(sql).region(start, sql.length());
        if (operator.equals("ITEM")) {
            return "[...]";
        }
        boolean isFunction = Character.isLetter(operator.charAt(0));
        return isFunction && call.lookingAt() ? call.group(1).toUpperCase(Locale.ROOT) : operator;
    }

    /** Lists the types of a signature as CAST spells them. */
    private static List<String> types(String signature) {
        return TYPE.matcher(signature)
                .results()
                .map(type -> type(type.group(1)))
                .toList();
    }

    private static String type(String type) {
        String bare = type;
        while (DETAILS.matcher(bare).find()) {
            bare = DETAILS.matcher(bare).replaceAll("");
        }
        return bare.strip().replaceFirst("(?i)^RECORDTYPE$", "ROW").replaceFirst("^CHAR\\b", "VARCHAR");
    }

    /** Lists the forms with that number of operands in words, one list of operands each. */
    private static List<List<String>> accepted(String forms, String operator, int size) {
        return forms.lines()
                .map(form -> TYPE.matcher(form)
                        .results()
                        .map(type -> FAMILIES.getOrDefault(type.group(1), "values of one type"))
                        .toList())
                .filter(form -> !form.isEmpty() && form.size() == size)
                .map(form -> withoutUnit(operator, form))
                .distinct()
                .toList();
    }

    /** Removes the unit of time, which has a type in Calcite alone. */
    private static List<String> withoutUnit(String operator, List<String> operands) {
        int unit = UNIT_AT.getOrDefault(operator, operands.size());
        return IntStream.range(0, operands.size())
                .filter(index -> index != unit)
                .mapToObj(operands::get)
                .toList();
    }

    /** Keeps the forms that most of the operands fit. */
    private static List<List<String>> nearest(List<List<String>> forms, List<String> given) {
        long most = forms.stream().mapToLong(form -> fitting(form, given)).max().orElse(0);
        return forms.stream().filter(form -> fitting(form, given) == most).toList();
    }

    private static long fitting(List<String> form, List<String> given) {
        return IntStream.range(0, given.size())
                .filter(index -> fits(form.get(index), given.get(index)))
                .count();
    }

    private static boolean fits(String word, String type) {
        return switch (word) {
            case "any value" -> true;
            case "a number", "a whole number" -> NUMBERS.contains(type);
            case "a date or timestamp" -> TIMES.contains(type);
            case "text" -> type.equals("VARCHAR");
            case "a condition" -> type.equals("BOOLEAN");
            case "an interval" -> type.startsWith("INTERVAL");
            case "an array" -> type.endsWith("ARRAY");
            case "a map" -> type.endsWith("MAP");
            default -> false;
        };
    }

    private static String comparison(List<String> given) {
        return given.stream().anyMatch(TIMES::contains) && given.stream().anyMatch(NUMBERS::contains)
                ? ": start_time counts epoch seconds, and TO_TIMESTAMP(n) makes a timestamp of them"
                : "";
    }

    /**
     * Returns the last advice for an operand that does not fit, since intervals come before the operand that they are
     * added to.
     */
    private static String advice(List<List<String>> forms, List<String> given) {
        return forms.stream()
                .flatMap(form -> IntStream.range(0, given.size())
                        .filter(index -> !fits(form.get(index), given.get(index)))
                        .mapToObj(index -> advice(form.get(index), given.get(index))))
                .flatMap(Optional::stream)
                .reduce((first, last) -> last)
                .map(advice -> ": " + advice)
                .orElse("");
    }

    private static Optional<String> advice(String wanted, String type) {
        boolean isNumber = NUMBERS.contains(type);
        boolean isText = type.equals("VARCHAR");
        return Optional.ofNullable(
                switch (wanted) {
                    case "an interval" -> isNumber || isText ? "write INTERVAL '1' DAY for a day" : null;
                    case "a date", "a timestamp", "a date or timestamp" ->
                        isText
                                ? "CAST(x AS TIMESTAMP) makes a timestamp of text"
                                : isNumber ? "TO_TIMESTAMP(n) makes a timestamp of epoch seconds" : null;
                    case "a number" ->
                        isText
                                ? "CAST(x AS DOUBLE) makes a number of text"
                                : type.equals("BOOLEAN")
                                        ? "COUNT(*) FILTER (WHERE x) counts where a condition is true"
                                        : null;
                    case "a condition" -> isNumber ? "write x <> 0" : null;
                    default -> null;
                });
    }
}
