package dev.ticketsql.jdbc;

import dev.ticketsql.account.Option;
import dev.ticketsql.api.ShownAddress;
import java.sql.DriverPropertyInfo;
import java.util.List;
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
        String given = value(option.propertyName(), set);
        // user is another name of email.
        String login = option == Option.EMAIL && given == null ? value(BaseDataSource.USER, set) : given;
        boolean isAddress = option == Option.SUBDOMAIN || option == Option.BASE_URL;
        String value = option.isSecret() || (isAddress && login != null && !ShownAddress.isWhole(login)) ? null : login;
        DriverPropertyInfo info = new DriverPropertyInfo(option.propertyName(), value);
        String byDefault = option.defaultText().isEmpty() ? "" : "; default: " + option.defaultText();
        info.choices = option.choices().isEmpty() ? null : option.choices().toArray(String[]::new);
        info.required = option == Option.SUBDOMAIN && !namesAccount(set);
        info.description = option.description() + " (" + option.unit() + byDefault + "; environment: "
                + option.environmentName() + ")";
        return info;
    }

    private static DriverPropertyInfo info(CalciteConnectionProperty property, Properties set) {
        DriverPropertyInfo info = new DriverPropertyInfo(property.camelName(), value(property.camelName(), set));
        info.description = "Calcite's connection property " + property.camelName();
        List<String> choices = CalciteProperties.choices(property);
        info.choices = choices.isEmpty() ? null : choices.toArray(String[]::new);
        return info;
    }

    private static boolean namesAccount(Properties set) {
        return Stream.of(Option.SUBDOMAIN, Option.BASE_URL, Option.OPTIONS_FILE)
                        .anyMatch(option -> value(option.propertyName(), set) != null
                                || System.getenv(option.environmentName()) != null)
                || value(CalciteConnectionProperty.MODEL.camelName(), set) != null;
    }

    private static @Nullable String value(String name, Properties set) {
        return set.stringPropertyNames().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .map(set::getProperty)
                .orElse(null);
    }
}
