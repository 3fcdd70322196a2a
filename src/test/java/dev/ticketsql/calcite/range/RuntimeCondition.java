package dev.ticketsql.calcite.range;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.DataContext;

/**
 * A condition some of whose values only its execution has.
 *
 * @param sql with parameters and the current time in it
 * @param variables the values of the execution, by Calcite's names: the parameters ({@code ?0}), the clock
 */
record RuntimeCondition(String sql, Map<String, Object> variables) {

    private static final Pattern MARKED = Pattern.compile("\u00ab([^\u00bb]*)\u00bb");

    private static final Pattern TIMESTAMP = Pattern.compile("TIMESTAMP '(\\S+) (\\S+)'");

    private static final Pattern DATE = Pattern.compile("DATE '(\\S+)'");

    private static final long DAY_SEC = 86_400;

    RuntimeCondition {
        variables = Map.copyOf(variables);
    }

    /** The literal, for {@link #of} to find it. */
    static String marked(String literal) {
        return "\u00ab" + literal + "\u00bb";
    }

    static String withoutMarks(String condition) {
        return MARKED.matcher(condition).replaceAll(literal -> Matcher.quoteReplacement(literal.group(1)));
    }

    /**
     * Replaces half of the marked literals by parameters of that value, or of none, and a quarter by the current time
     * plus or minus an interval.
     */
    static RuntimeCondition of(String marked, long nowMillis, long seed) {
        Random dice = new Random(seed);
        Map<String, Object> variables = new HashMap<>(Map.of(
                DataContext.Variable.UTC_TIMESTAMP.camelName, nowMillis,
                DataContext.Variable.CURRENT_TIMESTAMP.camelName, nowMillis,
                DataContext.Variable.LOCAL_TIMESTAMP.camelName, nowMillis));
        int[] parameters = {0};
        String sql = MARKED.matcher(marked).replaceAll(found -> {
            Value value = Value.of(found.group(1));
            return Matcher.quoteReplacement(
                    switch (dice.nextInt(4)) {
                        case 0 -> value.literal();
                        case 1 -> value.fromClock(Math.floorDiv(nowMillis, 1000L));
                        default -> {
                            String name = "?" + parameters[0]++;
                            if (dice.nextInt(12) > 0) {
                                variables.put(name, value.java());
                            }
                            // Calcite 1.42 infers no type of a parameter inside a CASE.
                            yield !marked.contains("CASE") && dice.nextBoolean()
                                    ? "?"
                                    : "CAST(? AS " + value.type() + ")";
                        }
                    });
        });
        return new RuntimeCondition(sql, variables);
    }

    /**
     * A literal with its type and value.
     *
     * @param java as Calcite's generated code has it
     * @param epochSec the instant, where it is one
     */
    private record Value(String literal, String type, Object java, long epochSec) {

        static Value of(String literal) {
            Matcher timestamp = TIMESTAMP.matcher(literal);
            if (timestamp.matches()) {
                long second = Instant.parse(timestamp.group(1) + "T" + timestamp.group(2) + "Z")
                        .getEpochSecond();
                return new Value(literal, "TIMESTAMP", second * 1000, second);
            }
            Matcher date = DATE.matcher(literal);
            if (date.matches()) {
                long day = LocalDate.parse(date.group(1)).toEpochDay();
                return new Value(literal, "DATE", (int) day, day * DAY_SEC);
            }
            if (literal.startsWith("'")) {
                return new Value(literal, "VARCHAR", literal.substring(1, literal.length() - 1), 0);
            }
            long number = Long.parseLong(literal);
            return new Value(literal, "BIGINT", number, number);
        }

        String fromClock(long nowSec) {
            long days = Math.floorDiv(epochSec, DAY_SEC) - Math.floorDiv(nowSec, DAY_SEC);
            return switch (type) {
                case "TIMESTAMP" ->
                    "(CURRENT_TIMESTAMP " + sign(epochSec - nowSec) + " INTERVAL '" + Math.abs(epochSec - nowSec)
                            + "' SECOND(10))";
                case "DATE" -> "(CURRENT_DATE " + sign(days) + " INTERVAL '" + Math.abs(days) + "' DAY(10))";
                case "BIGINT" ->
                    "(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) " + sign(epochSec - nowSec) + " "
                            + Math.abs(epochSec - nowSec) + ")";
                default -> "SUBSTRING(CAST(CURRENT_TIMESTAMP AS VARCHAR) FROM 1 FOR " + (literal.length() - 2) + ")";
            };
        }

        private static String sign(long offset) {
            return offset < 0 ? "-" : "+";
        }
    }
}
