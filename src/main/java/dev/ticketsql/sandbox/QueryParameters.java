package dev.ticketsql.sandbox;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Decoded parameters of a query string, in alphabetical order of their names; the last of a repeated one counts. */
final class QueryParameters {

    private final SortedMap<String, String> values;

    private QueryParameters(SortedMap<String, String> values) {
        this.values = values;
    }

    /** Parses a query string, or a form's body, which has the same syntax. */
    static QueryParameters parse(String rawQuery) {
        SortedMap<String, String> values = new TreeMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                values.put(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new QueryParameters(values);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Map<String, String> asMap() {
        return Map.copyOf(values);
    }

    /** The same query with another {@code start_time}. */
    String rawQueryFrom(long startSec) {
        SortedMap<String, String> next = new TreeMap<>(values);
        next.put("start_time", Long.toString(startSec));
        return next.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign without two hexadecimal digits is taken literally, as servers do.
            return encoded;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
