package dev.ticketsql.jdbc;

import dev.ticketsql.account.Option;
import java.sql.DriverPropertyInfo;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.jspecify.annotations.Nullable;

/** The driver's properties as tools list them: ours from {@link Option}, then those of Calcite's that may be set. */
final class PropertyList {

    private PropertyList() {}

    /**
     * The list.
     *
     * @param pairs what follows the prefix of a URL
     * @param properties what was said beside the URL
     * @throws IllegalArgumentException if the URL cannot be read
     */
    static DriverPropertyInfo[] of(String pairs, Properties properties) {
        Properties said = ConnectionProperties.parse(pairs, properties);
        return Stream.concat(
                        Stream.of(Option.values()).map(option -> info(option, said)),
                        CalciteProperties.ALLOWED.stream().map(property -> info(property, said)))
                .toArray(DriverPropertyInfo[]::new);
    }

    private static DriverPropertyInfo info(Option option, Properties said) {
        String value = option.isSecret() ? null : said(option.propertyName(), said);
        DriverPropertyInfo info = new DriverPropertyInfo(option.propertyName(), value);
        String byDefault = option.defaultText().isEmpty() ? "" : "; default: " + option.defaultText();
        info.description = option.description() + " (" + option.unit() + byDefault + "; environment: "
                + option.environmentName() + ")";
        return info;
    }

    private static DriverPropertyInfo info(CalciteConnectionProperty property, Properties said) {
        DriverPropertyInfo info = new DriverPropertyInfo(property.camelName(), said(property.camelName(), said));
        info.description = "Calcite's connection property " + property.camelName();
        info.choices = CalciteProperties.choices(property).toArray(String[]::new);
        return info;
    }

    private static @Nullable String said(String name, Properties said) {
        return said.stringPropertyNames().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .map(said::getProperty)
                .orElse(null);
    }
}
