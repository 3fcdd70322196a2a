package dev.ticketsql.sandbox.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Decoded parameters of a query string, in alphabetical order of their names. Immutable. */
public final class QueryParameters {

    private final SortedMap<String, List<String>> values;

    private QueryParameters(SortedMap<String, List<String>> values) {
        this.values = values;
    }

    /** Parses a query string, or a form's body, which has the same syntax. */
    public static QueryParameters parse(String rawQuery) {
        SortedMap<String, List<String>> values = new TreeMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                values.computeIfAbsent(
                                decode(equals < 0 ? pair : pair.substring(0, equals)), absent -> new ArrayList<>())
                        .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new QueryParameters(values);
    }

    /** The value of a parameter, of a repeated one the last. */
    public Optional<String> get(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** All values of a parameter, in their order; empty without it. */
    public List<String> all(String name) {
        return Collections.unmodifiableList(values.getOrDefault(name, List.of()));
    }

    /** The parameters with one value each, of a repeated one the last. */
    public Map<String, String> asMap() {
        return values.keySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        name -> name, name -> get(name).orElse("")));
    }

    /** The same with one value for a parameter. */
    public QueryParameters with(String name, String value) {
        SortedMap<String, List<String>> other = new TreeMap<>(values);
        other.put(name, List.of(value));
        return new QueryParameters(other);
    }

    /** The same without a parameter. */
    public QueryParameters without(String name) {
        SortedMap<String, List<String>> other = new TreeMap<>(values);
        other.remove(name);
        return new QueryParameters(other);
    }

    /** The encoded query string. */
    public String rawQuery() {
        return values.entrySet().stream()
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> encode(parameter.getKey()) + "=" + encode(value)))
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
