package dev.ticketsql.sandbox.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Texts of comments and subjects, by language and occasion, from {@code phrases.properties}. Immutable. */
final class Phrases {

    private static final String RESOURCE = "phrases.properties";

    private final Map<String, List<Phrase>> byKey;

    private Phrases(Map<String, List<Phrase>> byKey) {
        this.byKey = byKey;
    }

    /** Reads the phrases that ship with the sandbox. */
    static Phrases load() {
        Properties properties = new Properties();
        try (InputStream resource = Phrases.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar of the sandbox");
            }
            properties.load(new InputStreamReader(resource, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
        Map<String, List<Phrase>> byKey = new HashMap<>();
        // Sorted, since equal plans must give equal histories and a hash table's order may change.
        properties.stringPropertyNames().stream().sorted().forEach(name -> {
            String key = name.replaceFirst("\\.\\d+$", "");
            byKey.computeIfAbsent(key, absent -> new ArrayList<>()).add(Phrase.of(properties.getProperty(name)));
        });
        return new Phrases(byKey);
    }

    /**
     * Phrases of an occasion, in no particular order.
     *
     * @param language ISO 639-1
     * @param occasion as {@code reply} or {@code refund.question}
     */
    List<Phrase> on(String language, String occasion) {
        List<Phrase> phrases = byKey.get(language + "." + occasion);
        if (phrases == null) {
            throw new IllegalStateException(RESOURCE + " has no " + language + "." + occasion);
        }
        return phrases;
    }
}
