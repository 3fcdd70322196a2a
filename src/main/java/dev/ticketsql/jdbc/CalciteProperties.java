package dev.ticketsql.jdbc;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.ConnectionProperty;
import org.apache.calcite.config.CalciteConnectionProperty;

/**
 * Allows the harmless ones of Calcite's connection properties in a URL. Others are refused, because Calcite makes an
 * instance of any class that {@code schemaFactory}, {@code parserFactory}, {@code typeSystem} and the like name.
 */
final class CalciteProperties {

    /** Properties that choose among built-in behaviours and name no class. */
    static final List<CalciteConnectionProperty> ALLOWED = List.of(
            CalciteConnectionProperty.MODEL,
            CalciteConnectionProperty.SCHEMA,
            CalciteConnectionProperty.TIME_ZONE,
            CalciteConnectionProperty.LEX,
            CalciteConnectionProperty.CONFORMANCE,
            CalciteConnectionProperty.FUN,
            CalciteConnectionProperty.CASE_SENSITIVE,
            CalciteConnectionProperty.QUOTING,
            CalciteConnectionProperty.QUOTED_CASING,
            CalciteConnectionProperty.UNQUOTED_CASING,
            CalciteConnectionProperty.DEFAULT_NULL_COLLATION,
            CalciteConnectionProperty.TYPE_COERCION,
            CalciteConnectionProperty.LENIENT_OPERATOR_LOOKUP,
            CalciteConnectionProperty.LOCALE);

    private CalciteProperties() {}

    /** Returns the allowed property of that name; upper and lower case are the same. */
    static Optional<CalciteConnectionProperty> named(String name) {
        return ALLOWED.stream()
                .filter(property -> property.camelName().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Returns whether Calcite has the property and a URL may not set it. */
    static boolean isRefused(String name) {
        return named(name).isEmpty()
                && Arrays.stream(CalciteConnectionProperty.values())
                        .anyMatch(property -> property.camelName().equalsIgnoreCase(name));
    }

    /** Lists the values of a property that has few; empty if it takes any text. */
    static List<String> choices(CalciteConnectionProperty property) {
        if (property.type() == ConnectionProperty.Type.BOOLEAN) {
            return List.of("true", "false");
        }
        Object[] constants = property.valueClass().getEnumConstants();
        return constants == null
                ? List.of()
                : Arrays.stream(constants)
                        .map(constant -> ((Enum<?>) constant).name())
                        .toList();
    }

    /**
     * Converts a value to Calcite's spelling.
     *
     * @throws IllegalArgumentException if the property cannot have it; Calcite itself would refuse it only when the
     *     first statement runs, and takes an unknown time zone for GMT
     */
    static String checked(CalciteConnectionProperty property, String value) {
        List<String> choices = choices(property);
        if (property == CalciteConnectionProperty.TIME_ZONE) {
            return checkedZone(value);
        }
        if (choices.isEmpty()) {
            return value;
        }
        return choices.stream()
                .filter(choice -> choice.equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        property.camelName() + " '" + value + "' is not one of: " + String.join(", ", choices)));
    }

    /**
     * Accepts only UTC, the zone of the events' times. Under another zone {@code CURRENT_TIMESTAMP} would be that
     * zone's wall clock, compared with UTC, and Avatica would shift every time of a result.
     */
    private static String checkedZone(String value) {
        try {
            if (ZoneId.of(value).normalized().equals(ZoneOffset.UTC)
                    || ZoneId.of(value).getRules().equals(ZoneOffset.UTC.getRules())) {
                return "UTC";
            }
        } catch (DateTimeException e) {
            // Refused below.
        }
        throw new IllegalArgumentException("timeZone '" + value + "' is not UTC, in which the times of events and of"
                + " CURRENT_TIMESTAMP are; leave it out, and shift where you show them: \"time\" + INTERVAL '2' HOUR");
    }
}
