package dev.ticketsql.testing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates Calcite's functions of time into HSQLDB's, word by word. */
public final class HsqldbDialect {

    private static final Pattern FLOOR = Pattern.compile("FLOOR\\((.+?) TO ([A-Z]+)\\)");

    private static final Pattern CEIL = Pattern.compile("CEIL\\((.+?) TO ([A-Z]+)\\)");

    private static final Pattern EXTRACT =
            Pattern.compile("EXTRACT\\((WEEK|ISOYEAR|ISODOW|DOW|DOY|EPOCH|DECADE) FROM \"time\"\\)");

    private HsqldbDialect() {}

    /** The statement or condition in HSQLDB's dialect. */
    public static String of(String sql) {
        String floors = FLOOR.matcher(sql).replaceAll(part -> quoted(floor(part.group(1), part.group(2))));
        String ceilings = CEIL.matcher(floors).replaceAll(part -> quoted(ceiling(part.group(1), part.group(2))));
        return EXTRACT.matcher(ceilings)
                .replaceAll(part -> quoted(extracted(part.group(1))))
                .replaceAll("(TIMESTAMPADD|TIMESTAMPDIFF)\\(", "$1(SQL_TSI_");
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }

    private static String floor(String time, String unit) {
        return switch (unit) {
            case "YEAR" -> "TRUNC(" + time + ", 'YYYY')";
            case "QUARTER" -> "ADD_MONTHS(TRUNC(" + time + ", 'YYYY'), 3 * (QUARTER(" + time + ") - 1))";
            case "MONTH" -> "TRUNC(" + time + ", 'MM')";
            // Calcite's week starts on Sunday, HSQLDB's on Monday.
            case "WEEK" -> "(TRUNC(" + time + " + INTERVAL '1' DAY, 'IW') - INTERVAL '1' DAY)";
            case "DAY" -> "TRUNC(" + time + ", 'DD')";
            case "HOUR" -> "TRUNC(" + time + ", 'HH24')";
            case "MINUTE" -> "TRUNC(" + time + ", 'MI')";
            case "SECOND" -> "TRUNC(" + time + ", 'SS')";
            default -> throw new IllegalArgumentException(unit);
        };
    }

    /** The unit after the one of the second before: times are whole seconds. */
    private static String ceiling(String time, String unit) {
        String one = unit.equals("QUARTER") ? "'3' MONTH" : unit.equals("WEEK") ? "'7' DAY" : "'1' " + unit;
        return "(" + floor("(" + time + " - INTERVAL '1' SECOND)", unit) + " + INTERVAL " + one + ")";
    }

    private static String extracted(String unit) {
        return switch (unit) {
            // Weeks and their days by the ISO calendar, which HSQLDB only knows when it formats.
            case "WEEK" -> "TO_NUMBER(TO_CHAR(\"time\", 'IW'))";
            case "ISOYEAR" -> "TO_NUMBER(TO_CHAR(\"time\", 'IYYY'))";
            // Its week starts on Sunday, with 1.
            case "ISODOW" -> "(MOD(EXTRACT(DAY_OF_WEEK FROM \"time\") + 5, 7) + 1)";
            case "DOW" -> "(EXTRACT(DAY_OF_WEEK FROM \"time\") - 1)";
            case "DOY" -> "EXTRACT(DAY_OF_YEAR FROM \"time\")";
            case "EPOCH" -> "start_time";
            case "DECADE" -> "(EXTRACT(YEAR FROM \"time\") / 10)";
            default -> throw new IllegalArgumentException(unit);
        };
    }
}
