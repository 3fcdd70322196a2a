package dev.ticketsql.calcite.function;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlOperandCountRange;

/**
 * A call in DuckDB's SQL, with places for its operands: {@code {0}} is the first operand, {@code {*}} all of them with
 * commas between, {@code {type}} the type of the call. DuckDB computes an operand that stands in it twice only once,
 * since it shares equal expressions.
 */
public record SqlTemplate(String text) {

    /** Place of the name that the engine has for an account's schedules. */
    private static final String SCHEDULES = "{schedules}";

    private static final Pattern PLACE = Pattern.compile("\\{(\\d+|\\*|type)}");

    /** The template for a call: the first of them for the fewest operands, each further one for one operand more. */
    static SqlTemplate of(List<SqlTemplate> templates, int operands, SqlOperandCountRange range) {
        int place = Math.max(0, operands - Math.max(0, range.getMin()));
        return templates.get(Math.min(place, templates.size() - 1));
    }

    /** Returns whether it calls functions of an account's schedules. */
    boolean isOfSchedules() {
        return text.contains(SCHEDULES);
    }

    /** Fills the place of the schedules' name, which is a part of the names of functions. */
    SqlTemplate ofSchedules(String id) {
        return new SqlTemplate(text.replace(SCHEDULES, id));
    }

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
