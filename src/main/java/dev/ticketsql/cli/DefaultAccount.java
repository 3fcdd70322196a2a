package dev.ticketsql.cli;

import dev.ticketsql.account.Option;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Which account {@code bin/sqlline} asks when it is not told: the environment's, else the embedded sandbox's. */
final class DefaultAccount {

    private DefaultAccount() {}

    static boolean namesAccount(Map<String, String> environment) {
        return Stream.of(Option.SUBDOMAIN, Option.BASE_URL)
                .map(option -> environment.getOrDefault(option.environmentName(), ""))
                .anyMatch(value -> !value.isBlank());
    }

    /** The model file in that directory. */
    static String model(String directory) {
        return Path.of(directory, "model.json").toString();
    }
}
