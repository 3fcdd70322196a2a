package dev.ticketsql.calcite.function;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call in DuckDB's SQL, with places for its operands: {@code {0}} is the first operand, {@code {*}} all of them with
 * commas between, {@code {type}} the type of the call. DuckDB computes an operand that stands in it twice only once,
 * since it shares equal expressions.
 */
public record SqlTemplate(String text) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d+|\\*|type)}");

    /** Fills the places of a template that does not name the type of the call. */
    public String sql(List<String> operands) {
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
