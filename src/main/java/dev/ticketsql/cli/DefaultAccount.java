package dev.ticketsql.cli;

import dev.ticketsql.account.Option;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Default account of {@code bin/sqlline}: the environment's, else the embedded sandbox of {@code model.json}. */
final class DefaultAccount {

    private DefaultAccount() {}

    static boolean namesAccount(Map<String, String> environment) {
        return Stream.of(Option.SUBDOMAIN, Option.BASE_URL, Option.OPTIONS_FILE)
                .map(option -> environment.getOrDefault(option.environmentName(), ""))
                .anyMatch(value -> !value.isBlank());
    }

    /** The model file in that directory. */
    static String model(String directory) {
        return Path.of(directory, "model.json").toString();
    }
}
