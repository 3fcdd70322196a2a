package dev.ticketsql.api.page;

import java.util.regex.Pattern;

/**
 * Replaces halves of surrogate pairs, which come from texts cut inside an emoji. JSON can escape them as
 * {@code "\\ud83d"}, but UTF-8 cannot encode them: Java would write a question mark.
 */
final class LoneSurrogates {

    private static final Pattern LONE = Pattern.compile("\\p{Cs}");

    private LoneSurrogates() {}

    /** Escapes every half in JSON text. */
    static String escaped(String json) {
        return LONE.matcher(json)
                .replaceAll(half -> "\\\\u" + Integer.toHexString(half.group().charAt(0)));
    }

    /** Replaces every half by U+FFFD, Unicode's replacement character. */
    static String replaced(String text) {
        return LONE.matcher(text).replaceAll("\uFFFD");
    }
}
