package dev.ticketsql.jdbc;

import dev.ticketsql.account.Option;
import java.sql.DriverPropertyInfo;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.jspecify.annotations.Nullable;

/** Lists the driver's properties for tools: ours from {@link Option}, then those of Calcite's that may be set. */
final class PropertyList {

    private PropertyList() {}

    /**
     * Makes the list.
     *
     * @param pairs the URL after its prefix
     * @param properties those beside the URL
     * @throws IllegalArgumentException if the URL cannot be read
     */
    static DriverPropertyInfo[] of(String pairs, Properties properties) {
        Properties set = ConnectionProperties.parse(pairs, properties);
        return Stream.concat(
                        Stream.of(Option.values()).map(option -> info(option, set)),
                        CalciteProperties.ALLOWED.stream().map(property -> info(property, set)))
                .toArray(DriverPropertyInfo[]::new);
    }

    private static DriverPropertyInfo info(Option option, Properties set) {
        String value = option.isSecret() ? null : value(option.propertyName(), set);
        DriverPropertyInfo info = new DriverPropertyInfo(option.propertyName(), value);
        String byDefault = option.defaultText().isEmpty() ? "" : "; default: " + option.defaultText();
        info.description = option.description() + " (" + option.unit() + byDefault + "; environment: "
                + option.environmentName() + ")";
        return info;
    }

    private static DriverPropertyInfo info(CalciteConnectionProperty property, Properties set) {
        DriverPropertyInfo info = new DriverPropertyInfo(property.camelName(), value(property.camelName(), set));
        info.description = "Calcite's connection property " + property.camelName();
        info.choices = CalciteProperties.choices(property).toArray(String[]::new);
        return info;
    }

    private static @Nullable String value(String name, Properties set) {
        return set.stringPropertyNames().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .map(set::getProperty)
                .orElse(null);
    }
}
