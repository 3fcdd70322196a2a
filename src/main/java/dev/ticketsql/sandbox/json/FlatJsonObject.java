package dev.ticketsql.sandbox.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses an object whose values are strings or bare words (numbers, {@code true}, {@code false}, {@code null}), enough
 * for a request for an access token. Nested values are not supported.
 */
public final class FlatJsonObject {

    /** Without backtracking, for which the JDK needs a stack as deep as the string is long. */
    private static final String STRING = "\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"";

    private static final Pattern MEMBER =
            Pattern.compile("\\s*" + STRING + "\\s*:\\s*(?:" + STRING + "|([-+.\\w]+))\\s*");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u(\\p{XDigit}{4})|(.))");

    private FlatJsonObject() {}

    /** Parses the members of {@code json}, bare words as text; empty if it is not a flat object. */
    public static Optional<Map<String, String>> parse(String json) {
        String text = json.strip();
        if (!text.startsWith("{") || !text.endsWith("}") || text.length() < 2) {
            return Optional.empty();
        }
        Map<String, String> members = new LinkedHashMap<>();
        int end = text.length() - 1;
        Matcher member = MEMBER.matcher(text).region(1, end);
        int at = 1;
        while (member.region(at, end).lookingAt()) {
            String string = member.group(2);
            members.put(unescape(member.group(1)), string == null ? member.group(3) : unescape(string));
            at = member.end();
            if (at == end) {
                return Optional.of(members);
            }
            if (text.charAt(at++) != ',') {
                return Optional.empty();
            }
        }
        return members.isEmpty() && text.substring(1, end).isBlank() ? Optional.of(members) : Optional.empty();
    }

    private static String unescape(String escaped) {
        return ESCAPE.matcher(escaped).replaceAll(found -> {
            String unit = found.group(1);
            String character = unit == null ? simple(found.group(2)) : Character.toString(Integer.parseInt(unit, 16));
            return Matcher.quoteReplacement(character);
        });
    }

    private static String simple(String letter) {
        return switch (letter) {
            case "b" -> "\b";
            case "f" -> "\f";
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            default -> letter;
        };
    }
}
