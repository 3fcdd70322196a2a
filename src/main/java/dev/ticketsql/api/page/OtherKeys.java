package dev.ticketsql.api.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the keys of an object that have no column, for column {@code other}: nothing that the API sends is lost. */
final class OtherKeys {

    /** Most objects have no such key. */
    private Map<String, String> jsonByKey = Map.of();

    /** Adds a key with its value as JSON text; the last value of a repeated key counts, as in most parsers. */
    void put(String key, String json) {
        if (jsonByKey.isEmpty()) {
            jsonByKey = new LinkedHashMap<>();
        }
        jsonByKey.put(key, json);
    }

    /** The keys as text of one JSON object; null, for SQL NULL, if there are none. */
    @Nullable
    String toJson() {
        if (jsonByKey.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> entry : jsonByKey.entrySet()) {
            text.append(text.isEmpty() ? '{' : ',');
            CopyingParser.appendString(text, entry.getKey());
            text.append(':').append(entry.getValue());
        }
        return text.append('}').toString();
    }
}
