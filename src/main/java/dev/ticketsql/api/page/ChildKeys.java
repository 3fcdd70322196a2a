package dev.ticketsql.api.page;

import dev.ticketsql.event.SurrogateHalf;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one child event. Those whose value was read are represented in a column, and {@link #rest} has the
 * others; null counts as absent where there is a column. The last value of a repeated key counts.
 */
final class ChildKeys {

    /**
     * A value.
     *
     * @param text of a string without its quotes, null of null
     * @param json as it stands in the array
     */
    private record Value(@Nullable String text, String json) {

        static Value read(JsonReader json) throws IOException {
            if (json.isString()) {
                String string = json.readString();
                return new Value(string, json.readJson());
            }
            boolean isNull = json.isNull();
            String text = json.readJson();
            return new Value(isNull ? null : text, text);
        }
    }

    private final Map<String, Value> values;
    private final Set<String> represented = new HashSet<>();

    private ChildKeys(Map<String, Value> values) {
        this.values = values;
    }

    /** Reads the object that {@code json} is at. */
    static ChildKeys read(JsonReader json) throws IOException {
        Map<String, Value> values = new LinkedHashMap<>();
        json.readObject(name -> values.put(SurrogateHalf.replacedIn(name), Value.read(json)));
        return new ChildKeys(values);
    }

    /** The same keys, of which none is represented. */
    ChildKeys forAnotherRow() {
        return new ChildKeys(values);
    }

    /** The names of all keys, in their order. */
    Set<String> names() {
        return values.keySet();
    }

    /** A string as it is, any other value as JSON text; null without it. */
    @Nullable
    String text(String key) {
        represented.add(key);
        Value value = values.get(key);
        return value == null ? null : value.text();
    }

    /** An id: the API sends some as strings, others as numbers; null if it is no integer of 64 bits. */
    @Nullable
    Long integer(String key) {
        String text = text(key);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            represented.remove(key);
            return null;
        }
    }

    /** True or false; null if it is neither. */
    @Nullable
    Boolean truth(String key) {
        String text = text(key);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? null : Boolean.valueOf(text);
        }
        represented.remove(key);
        return null;
    }

    /** The second of an instant in ISO-8601 with an offset; null if it is none. */
    @Nullable
    Long epochSecond(String key) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        Optional<Instant> instant = IsoInstant.parse(text);
        if (instant.isEmpty()) {
            represented.remove(key);
            return null;
        }
        return instant.get().getEpochSecond();
    }

    /** True if the value is an object. */
    boolean isObject(String key) {
        Value value = values.get(key);
        return value != null && value.json().startsWith("{");
    }

    /** The fields of a value that is an object, as {@link #text}. */
    Map<String, @Nullable String> fieldsOf(String key) throws IOException {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        try (JsonReader json = new JsonReader(String.valueOf(text(key)))) {
            json.readObject(name -> fields.put(name, json.readText()));
        }
        return fields;
    }

    /** JSON object with the keys that are not represented; null, for SQL NULL, without such keys. */
    @Nullable
    String rest() {
        OtherKeys rest = new OtherKeys();
        values.forEach((key, value) -> {
            if (!represented.contains(key)) {
                rest.put(key, value.json());
            }
        });
        return rest.toJson();
    }
}
