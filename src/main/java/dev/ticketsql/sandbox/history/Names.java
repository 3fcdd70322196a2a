package dev.ticketsql.sandbox.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/** Names of people, by language, and of companies, from {@code names.properties}. Immutable. */
final class Names {

    private static final String RESOURCE = "names.properties";

    private final Properties properties;

    private Names(Properties properties) {
        this.properties = properties;
    }

    /** Reads the names that ship with the sandbox. */
    static Names load() {
        Properties properties = new Properties();
        try (InputStream resource = Names.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar of the sandbox");
            }
            properties.load(new InputStreamReader(resource, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
        return new Names(properties);
    }

    /** Draws the name of a person who speaks {@code language}, ISO 639-1. */
    PersonName person(String language, SeededRandom random) {
        return person(language, random.pick(list(language + ".first")), random.pick(list(language + ".last")));
    }

    /**
     * Name of a colleague, another for every number.
     *
     * @param random the same for all colleagues
     */
    PersonName colleague(String language, int number, SeededRandom random) {
        List<String> firsts = list(language + ".first");
        List<String> lasts = list(language + ".last");
        int first = random.below(firsts.size()) + number;
        int last = random.below(lasts.size()) + number + number / firsts.size();
        return person(language, firsts.get(first % firsts.size()), lasts.get(last % lasts.size()));
    }

    private PersonName person(String language, String first, String last) {
        String whole =
                text(language + ".whole").replace("{first}", written(first)).replace("{last}", written(last));
        return new PersonName(whole, latin(first) + "." + latin(last));
    }

    /** Name of a company, another for every number. */
    String company(int number) {
        List<String> firsts = list("organization.first");
        List<String> seconds = list("organization.second");
        int round = number / firsts.size();
        String name = firsts.get(number % firsts.size()) + " " + seconds.get((round + number) % seconds.size());
        int repeated = number / (firsts.size() * seconds.size());
        return repeated == 0 ? name : name + " " + (repeated + 1);
    }

    private List<String> list(String key) {
        return Stream.of(text(key).split(",", -1)).map(String::strip).toList();
    }

    private String text(String key) {
        String text = properties.getProperty(key);
        if (text == null) {
            throw new IllegalStateException(RESOURCE + " has no " + key);
        }
        return text;
    }

    private static String written(String name) {
        return name.replaceFirst("/.*", "");
    }

    /** The letters after the slash; without one, the name's own without accents. */
    private static String latin(String name) {
        String letters = name.replaceFirst(".*/", "").replace("ß", "ss").replace("ı", "i");
        return Normalizer.normalize(letters, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", "");
    }
}
