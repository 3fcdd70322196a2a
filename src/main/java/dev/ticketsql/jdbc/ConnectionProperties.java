package dev.ticketsql.jdbc;

import dev.ticketsql.account.Option;
import dev.ticketsql.account.OptionValues;
import dev.ticketsql.calcite.ConnectionDefaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.ConnectStringParser;
import org.apache.calcite.config.CalciteConnectionProperty;

/**
 * Divides the properties of a connection into our options and Calcite's properties. Never shows a secret, and never
 * passes one to Calcite, whose connections show their properties to any caller.
 *
 * @param options our options, without the environment
 * @param calcite the properties of the connection to Calcite, with our defaults
 */
record ConnectionProperties(OptionValues options, Properties calcite) {

    /** Properties that tools send to every driver; beside a model, which has its own login, they are ignored. */
    private static final List<String> LOGIN = List.of("user", Option.PASSWORD.propertyName());

    private static final Pattern WORD = Pattern.compile("\\w+");

    ConnectionProperties {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(calcite, "calcite");
    }

    /**
     * Parses a URL.
     *
     * @param pairs the URL after {@code jdbc:ticketsql:}, as {@code name=value;name=value}
     * @param properties those beside the URL, which wins over them
     * @throws IllegalArgumentException if a name or a value is not allowed
     */
    static ConnectionProperties read(String pairs, Properties properties) {
        Map<String, String> options = new LinkedHashMap<>();
        Properties calcite = ConnectionDefaults.properties();
        Properties all = parse(pairs, properties);
        for (String name : all.stringPropertyNames()) {
            String value = all.getProperty(name).strip();
            Optional<CalciteConnectionProperty> property = CalciteProperties.named(name);
            if (property.isEmpty()) {
                options.put(name, value);
            } else if (!value.isEmpty()) {
                calcite.setProperty(property.get().camelName(), CalciteProperties.checked(property.get(), value));
            }
        }
        options.keySet().forEach(ConnectionProperties::requireKnown);
        ConnectionProperties settings = new ConnectionProperties(OptionValues.of(options), calcite);
        settings.model().ifPresent(model -> requireUsable(model, options));
        return settings;
    }

    /** Returns the model file, if the schemas come from one. */
    Optional<String> model() {
        return Optional.ofNullable(calcite.getProperty(CalciteConnectionProperty.MODEL.camelName()));
    }

    /** Returns the schema to be current, if one was named. */
    Optional<String> schema() {
        return Optional.ofNullable(calcite.getProperty(CalciteConnectionProperty.SCHEMA.camelName()));
    }

    /**
     * Parses the names and values of a URL, which win over the properties beside it.
     *
     * @throws IllegalArgumentException if the URL cannot be read, or a property is no text
     */
    static Properties parse(String pairs, Properties properties) {
        Properties all = texts(properties);
        try {
            return ConnectStringParser.parse(pairs, all);
        } catch (SQLException | RuntimeException e) {
            // Its message repeats the URL, secrets included, so it is not kept as the cause either.
            throw new IllegalArgumentException("the URL cannot be read; write jdbc:ticketsql:name=value;name=value,"
                    + " and a value that has ';' or quotes in it between quotes");
        }
    }

    /**
     * A copy, with the numbers and truth values that programs put in as objects.
     *
     * @throws IllegalArgumentException if another object is among them
     */
    static Properties texts(Properties properties) {
        Properties texts = new Properties();
        properties.stringPropertyNames().forEach(name -> texts.setProperty(name, properties.getProperty(name)));
        properties.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("a property has a name that is no text, but a Java "
                        + key.getClass().getSimpleName() + "; give names and values as text");
            }
            if (value instanceof Number || value instanceof Boolean) {
                texts.setProperty(name, value.toString());
            } else if (!(value instanceof String)) {
                throw new IllegalArgumentException("property '" + name + "' is a Java "
                        + value.getClass().getSimpleName() + "; give names and values as text");
            }
        });
        return texts;
    }

    private static boolean isLogin(String name) {
        return LOGIN.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static void requireKnown(String name) {
        if (CalciteProperties.isRefused(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' may not be set by a URL; leave it out, or use jdbc:calcite: with a model file");
        }
        if (Option.named(name).isEmpty() && !isLogin(name)) {
            throw new IllegalArgumentException(unknown(name) + "; use one of: "
                    + Arrays.stream(Option.values()).map(Option::propertyName).collect(Collectors.joining(", "))
                    + ", or of Calcite's: "
                    + CalciteProperties.ALLOWED.stream()
                            .map(CalciteConnectionProperty::camelName)
                            .collect(Collectors.joining(", ")));
        }
    }

    /** Repeats a word alone: what a forgotten sign of equality makes a name may hold a secret. */
    private static String unknown(String name) {
        return WORD.matcher(name).matches()
                ? "unknown option '" + name + "'"
                : "what is written before a '=' is no name of an option; separate name=value pairs by ';'";
    }

    private static void requireUsable(String model, Map<String, String> options) {
        // A model names classes to be made. A file is somebody's decision, text in a URL may be anybody's.
        if (model.startsWith("inline:")) {
            throw new IllegalArgumentException("model 'inline:...' may not be set by a URL; write it into a file");
        }
        if (!Files.isReadable(Path.of(model))) {
            throw new IllegalArgumentException("model '" + model + "' is not a file that can be read; name a file"
                    + " relative to " + Path.of("").toAbsolutePath());
        }
        options.forEach((name, value) -> {
            if (!value.isEmpty() && !isLogin(name)) {
                throw new IllegalArgumentException("'" + name + "' cannot be set beside a model; write it into the"
                        + " operand of the schema in " + model);
            }
        });
    }
}
