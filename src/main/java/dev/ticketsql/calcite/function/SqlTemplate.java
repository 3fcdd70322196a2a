package dev.ticketsql.calcite.function;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DuckDB's spelling of a call: {@code {0}} is the first operand, {@code {*}} all of them with commas between,
 * {@code {type}} the type of the call. An operand that stands in it twice is computed once, since DuckDB shares equal
 * expressions.
 */
record SqlTemplate(String text) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d+|\\*|type)}");

    /** Of a call whose type is not named. */
    String sql(List<String> operands) {
        return sql(operands, "");
    }

    String sql(List<String> operands, String type) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(
                        switch (place.group(1)) {
                            case "*" -> String.join(", ", operands);
                            case "type" -> type;
                            default -> operands.get(Integer.parseInt(place.group(1)));
                        }));
    }
}
