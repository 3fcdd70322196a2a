package dev.ticketsql.account;

import dev.ticketsql.api.page.JsonText;
import dev.ticketsql.event.SurrogateHalf;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

    /** The secrets that belong to a name. */
    private static final Map<Option, Set<Option>> SECRETS_BY_NAME = Map.of(
            Option.EMAIL, Set.of(Option.API_TOKEN, Option.PASSWORD),
            Option.CLIENT_ID, Set.of(Option.CLIENT_SECRET));

    private final Map<Option, String> values;

    private OptionValues(Map<Option, String> values) {
        this.values = values;
    }

    /**
     * The options in a model's operand or a URL's properties. An empty value counts as absent.
     *
     * @param operand names and values; {@code user} is another name of {@code email}
     * @throws IllegalArgumentException if a name is unknown, or user and email differ
     */
    public static OptionValues of(Map<String, ?> operand) {
        Map<Option, String> values = new EnumMap<>(Option.class);
        operand.forEach((name, value) -> {
            if (!ADDED_BY_CALCITE.contains(name) && !isLogin(name)) {
                put(values, Option.named(name).orElseThrow(() -> unknown(name)), value);
            }
        });
        operand.forEach((name, value) -> {
            if (isLogin(name)) {
                putLogin(values, value);
            }
        });
        return new OptionValues(values);
    }

    /**
     * These values, completed by those of the environment. The account is named in one place: an environment's
     * subdomain never mixes with an operand's base URL. Nor do credentials of two people mix: an environment's token is
     * left out beside an operand's password, and its password beside an operand's email that is not its own.
     */
    public OptionValues orEnvironment(Map<String, String> environment) {
        Map<Option, String> found = new EnumMap<>(Option.class);
        for (Option option : Option.values()) {
            put(found, option, environment.getOrDefault(option.environmentName(), ""));
        }
        return or(new OptionValues(found));
    }

    private OptionValues or(OptionValues others) {
        Map<Option, String> filled = new EnumMap<>(others.values);
        if (ACCOUNT.stream().anyMatch(values::containsKey)) {
            filled.keySet().removeAll(ACCOUNT);
        }
        filled.keySet().removeAll(contradicted(others));
        filled.putAll(values);
        return new OptionValues(filled);
    }

    /**
     * The credentials of {@code others} that would mix with ours: all, if we have a secret; the secret of a name, if we
     * have another name.
     */
    private Set<Option> contradicted(OptionValues others) {
        if (SECRETS_BY_NAME.values().stream().anyMatch(secrets -> hasAny(secrets))
                || hasAny(Set.of(Option.OAUTH_TOKEN))) {
            return EnumSet.copyOf(CREDENTIALS);
        }
        Set<Option> contradicted = EnumSet.noneOf(Option.class);
        SECRETS_BY_NAME.forEach((name, secrets) -> {
            Optional<String> own = get(name);
            Optional<String> other = others.get(name);
            if (own.isPresent() && other.isPresent() && !own.equals(other)) {
                contradicted.addAll(secrets);
            }
        });
        return contradicted;
    }

    private boolean hasAny(Set<Option> options) {
        return options.stream().anyMatch(values::containsKey);
    }

    /**
     * These values, completed by those of the options file that they or the environment name, and then by those of the
     * environment.
     *
     * @throws IllegalArgumentException if the options file cannot be read, or others can read it too
     */
    public OptionValues completed(Map<String, String> environment) {
        OptionValues named = orEnvironment(environment);
        return named.get(Option.OPTIONS_FILE)
                .map(text -> UserPath.of(text)
                        .orElseThrow(() -> OptionReader.malformed(Option.OPTIONS_FILE, text, "the path of a file")))
                .map(file -> or(new OptionsFile(file).values()).orEnvironment(environment))
                .orElse(named);
    }

    /** The value, if one was given. */
    public Optional<String> get(Option option) {
        return Optional.ofNullable(values.get(option));
    }

    /** True if tools send the login under that name. */
    static boolean isLogin(String name) {
        return name.equalsIgnoreCase(LOGIN);
    }

    /** {@code user} and {@code email} are one option; with OAuth neither is sent, and tools may say what they like. */
    private static void putLogin(Map<Option, String> values, @Nullable Object login) {
        String text = Objects.toString(login, "").strip();
        String email = values.getOrDefault(Option.EMAIL, text);
        boolean isOauth = values.containsKey(Option.OAUTH_TOKEN) || values.containsKey(Option.CLIENT_SECRET);
        if (!text.isEmpty() && !email.equals(text) && !isOauth) {
            throw new IllegalArgumentException(
                    "user is '" + text + "' and email is '" + email + "', which are the same option; give one of them");
        }
        put(values, Option.EMAIL, email);
    }

    private static void put(Map<Option, String> values, Option option, @Nullable Object value) {
        boolean isStructure = value instanceof Map || value instanceof Iterable;
        String text =
                isStructure ? JsonText.of(value) : Objects.toString(value, "").strip();
        OptionalInt half = SurrogateHalf.indexIn(text);
        if (half.isPresent()) {
            throw new IllegalArgumentException(
                    SurrogateHalf.sentence(text, half.getAsInt(), "option " + option.propertyName()));
        }
        if (!text.isEmpty()) {
            values.put(option, text);
        }
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("unknown option '" + name + "'; use one of: " + names(option -> true));
    }

    /** The names of the options of a kind, joined by commas. */
    static String names(Predicate<Option> kind) {
        return Arrays.stream(Option.values())
                .filter(kind)
                .map(Option::propertyName)
                .collect(Collectors.joining(", "));
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
