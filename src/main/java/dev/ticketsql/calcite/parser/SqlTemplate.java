package dev.ticketsql.calcite.parser;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * DuckDB's spelling of a call: {@code {0}} is the first operand, {@code {*}} all of them with commas between. An
 * operand that stands in it twice is computed once, since DuckDB shares equal expressions.
 */
record SqlTemplate(String text) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d+|\\*)}");

    String sql(List<String> operands) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(
                        place.group(1).equals("*")
                                ? operands.stream().collect(Collectors.joining(", "))
                                : operands.get(Integer.parseInt(place.group(1)))));
    }
}
