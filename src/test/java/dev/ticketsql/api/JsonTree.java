package dev.ticketsql.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON read whole, value by value: an object is a {@link Map}, an array a {@link List}, a number a {@link Digits}.
 *
 * @param value of the root
 * @param repeatsKeys true if an object has a key twice, of which the last counts here
 */
record JsonTree(@Nullable Object value, boolean repeatsKeys) {

    /** A number as it is written. */
    record Digits(String text) {}

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads a document.
     *
     * @throws IOException if it is none, or has something after it
     */
    static JsonTree of(byte[] json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            return of(parser);
        }
    }

    /** Reads a document whose root may be nothing else than one value. */
    static JsonTree of(String json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            return of(parser);
        }
    }

    private static JsonTree of(JsonParser parser) throws IOException {
        boolean[] repeats = {false};
        if (parser.nextToken() == null) {
            throw new IOException("no value");
        }
        Object root = value(parser, repeats);
        if (parser.nextToken() != null) {
            throw new IOException("a second value");
        }
        return new JsonTree(root, repeats[0]);
    }

    private static @Nullable Object value(JsonParser parser, boolean[] repeats) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, repeats);
            case START_ARRAY -> array(parser, repeats);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> new Digits(parser.getText());
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, boolean[] repeats) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            repeats[0] |= object.containsKey(name);
            object.put(name, value(parser, repeats));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser, boolean[] repeats) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, repeats));
        }
        return array;
    }
}
