package dev.ticketsql.cli.prompt;

import dev.ticketsql.account.Option;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Name of a connection's account for people, by its URL without secrets, its model and the environment. */
final class AccountName {

    private static final Pattern MODEL = Pattern.compile("(?i)\\bmodel=\"?([^;\"]+)");

    private final String url;
    private final Map<String, String> environment;

    AccountName(String url, Map<String, String> environment) {
        this.url = url;
        this.environment = environment;
    }

    /** The account in words; the URL where no option names one. */
    String text() {
        return model().map(this::ofModel)
                .orElseGet(() -> value(url, Option.SUBDOMAIN)
                        .map(AccountName::host)
                        .or(() -> value(url, Option.BASE_URL).map(AccountName::server))
                        .or(() -> given(Option.SUBDOMAIN).map(AccountName::host))
                        .or(() -> given(Option.BASE_URL).map(AccountName::server))
                        .orElse(url));
    }

    private Optional<String> model() {
        Matcher model = MODEL.matcher(url);
        return model.find() ? Optional.of(model.group(1)) : Optional.empty();
    }

    private String ofModel(String model) {
        String text = model.startsWith("inline:") ? model : read(Path.of(model));
        return value(text, Option.SUBDOMAIN)
                .map(AccountName::host)
                .or(() -> value(text, Option.BASE_URL).map(AccountName::server))
                .orElse("several sources");
    }

    private static String read(Path model) {
        try {
            return Files.readString(model, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private Optional<String> given(Option option) {
        return Optional.of(environment.getOrDefault(option.environmentName(), ""))
                .filter(text -> !text.isBlank());
    }

    /** The value of an option in a URL or a model, of the first of several. */
    private static Optional<String> value(String text, Option option) {
        Matcher value = Pattern.compile("(?i)\\b" + option.propertyName() + "\"?\\s*[=:]\\s*[\"']?([^;\"']+)")
                .matcher(text);
        return value.find() ? Optional.of(value.group(1).strip()) : Optional.empty();
    }

    private static String host(String subdomain) {
        return subdomain + ".zendesk.com";
    }

    private static String server(String baseUrl) {
        return baseUrl.startsWith("sandbox:")
                ? "the embedded sandbox, an invented account"
                : Option.BASE_URL.shown(baseUrl);
    }
}
