package dev.ticketsql.account;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Texts given for each {@link Option} by a model's operand or a URL's properties, completed by the environment. Checks
 * names and not values. Never shows a secret.
 */
public final class OptionValues {

    /** Names that Calcite itself adds to an operand map (see its {@code ModelHandler}). */
    private static final Set<String> ADDED_BY_CALCITE = Set.of("modelUri", "baseDirectory", "tables");

    /** The property that tools send as the login with every connection. */
    private static final String LOGIN = "user";

    private static final List<Option> ACCOUNT = List.of(Option.SUBDOMAIN, Option.BASE_URL);

    private static final List<Option> CREDENTIALS = List.of(
            Option.OAUTH_TOKEN,
            Option.CLIENT_ID,
            Option.CLIENT_SECRET,
            Option.EMAIL,
            Option.API_TOKEN,
            Option.PASSWORD);

    private final Map<Option, String> values;

    private OptionValues(Map<Option, String> values) {
        this.values = values;
    }

    /**
     * The options in a model's operand or a URL's properties. An empty value counts as absent.
     *
     * @param operand names and values; {@code user} is another name of {@code email}
     * @throws IllegalArgumentException if a name is unknown
     */
    public static OptionValues of(Map<String, ?> operand) {
        Map<Option, String> values = new EnumMap<>(Option.class);
        operand.forEach((name, value) -> {
            if (!ADDED_BY_CALCITE.contains(name) && !name.equals(LOGIN)) {
                put(values, Option.named(name).orElseThrow(() -> unknown(name)), value);
            }
        });
        if (!values.containsKey(Option.EMAIL) && operand.containsKey(LOGIN)) {
            put(values, Option.EMAIL, operand.get(LOGIN));
        }
        return new OptionValues(values);
    }

    /**
     * These values, completed by those of the environment. The account is named in one place and so are the
     * credentials: an environment's subdomain never mixes with an operand's base URL, nor its token with an operand's
     * password.
     */
    public OptionValues orEnvironment(Map<String, String> environment) {
        Map<Option, String> filled = new EnumMap<>(Option.class);
        for (Option option : Option.values()) {
            if (!isInGivenGroup(option)) {
                put(filled, option, environment.getOrDefault(option.environmentName(), ""));
            }
        }
        filled.putAll(values);
        return new OptionValues(filled);
    }

    /** The value, if one was given. */
    public Optional<String> get(Option option) {
        return Optional.ofNullable(values.get(option));
    }

    private boolean isInGivenGroup(Option option) {
        return Stream.of(ACCOUNT, CREDENTIALS)
                .anyMatch(group -> group.contains(option) && group.stream().anyMatch(values::containsKey));
    }

    private static void put(Map<Option, String> values, Option option, @Nullable Object value) {
        String text = Objects.toString(value, "").strip();
        if (!text.isEmpty()) {
            values.put(option, text);
        }
    }

    private static IllegalArgumentException unknown(String name) {
        String known = Arrays.stream(Option.values()).map(Option::propertyName).collect(Collectors.joining(", "));
        return new IllegalArgumentException("unknown option '" + name + "'; use one of: " + known);
    }

    /** Names and values, secrets as {@code ***}. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry ->
                        entry.getKey().propertyName() + "=" + (entry.getKey().isSecret() ? "***" : entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
