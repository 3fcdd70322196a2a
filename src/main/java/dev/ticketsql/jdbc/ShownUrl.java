package dev.ticketsql.jdbc;

import dev.ticketsql.account.Option;
import dev.ticketsql.api.ShownAddress;
import java.util.Properties;
import org.apache.calcite.avatica.ConnectStringParser;

/** Writes a connection's URL for everybody to see: without its secrets. */
final class ShownUrl {

    private ShownUrl() {}

    /**
     * Removes the secrets of a URL.
     *
     * @throws IllegalArgumentException if the URL cannot be read
     */
    static String of(String url) {
        Properties shown = ConnectionProperties.parse(url.substring(Driver.URL_PREFIX.length()), new Properties());
        shown.keySet()
                .removeIf(name ->
                        Option.named((String) name).filter(Option::isSecret).isPresent());
        shown.replaceAll((name, value) -> Option.named((String) name)
                        .filter(option -> option == Option.BASE_URL)
                        .isPresent()
                ? ShownAddress.of((String) value)
                : value);
        return Driver.URL_PREFIX + ConnectStringParser.getParamString(shown);
    }
}
