package dev.ticketsql.api.page;

import dev.ticketsql.event.SurrogateHalf;
import java.io.IOException;
import java.time.Instant;
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

    /** A key's value, and whether a column has it. */
    private static final class Entry {

        private final CopiedValue value;
        private boolean isRepresented;

        private Entry(CopiedValue value) {
            this.value = value;
        }
    }

    private final Map<String, Entry> entries;

    private ChildKeys(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** Reads the object that {@code json} is at, inside of {@link JsonReader#readCopied}. */
    static ChildKeys read(JsonReader json) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        json.readObject(name -> entries.put(SurrogateHalf.replacedIn(name), new Entry(json.readCopy())));
        return new ChildKeys(entries);
    }

    /** The same keys, of which none is represented. */
    ChildKeys forAnotherRow() {
        Map<String, Entry> same = new LinkedHashMap<>();
        entries.forEach((key, entry) -> same.put(key, new Entry(entry.value)));
        return new ChildKeys(same);
    }

    /** The names of all keys, in their order. */
    Set<String> names() {
        return entries.keySet();
    }

    /** A string as it is, any other value as JSON text; null without it. */
    @Nullable
    String text(String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        entry.isRepresented = true;
        return entry.value.text();
    }

    /** An id: the API sends some as strings, others as numbers; null if it is no integer of 64 bits. */
    @Nullable
    Long integer(String key) {
        String text = text(key);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            keepInRest(key);
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
        keepInRest(key);
        return null;
    }

    /** The second of an instant in ISO-8601 with an offset and a year of four digits; null if it is none. */
    @Nullable
    Long epochSecond(String key) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        Optional<Instant> instant = IsoInstant.parse(text).filter(ChildKeys::hasFourDigitYear);
        if (instant.isEmpty()) {
            keepInRest(key);
            return null;
        }
        return instant.get().getEpochSecond();
    }

    /** Of others, a TIMESTAMP of the mirror's files cannot hold each: it ends in the year 294247. */
    private static boolean hasFourDigitYear(Instant instant) {
        return !instant.isBefore(IsoInstant.FIRST) && !instant.isAfter(IsoInstant.LAST);
    }

    private void keepInRest(String key) {
        Entry entry = entries.get(key);
        if (entry != null) {
            entry.isRepresented = false;
        }
    }

    /** True if the value is an object. */
    boolean isObject(String key) {
        Entry entry = entries.get(key);
        return entry != null && entry.value.isObject();
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
        entries.forEach((key, entry) -> {
            if (!entry.isRepresented) {
                rest.put(key, entry.value.json());
            }
        });
        return rest.toJson();
    }
}
