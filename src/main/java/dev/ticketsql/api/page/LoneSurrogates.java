package dev.ticketsql.api.page;

import java.util.regex.Pattern;

/**
 * Replaces halves of surrogate pairs, which come from texts cut inside an emoji. UTF-8 cannot encode them: Java would
 * write a question mark. JSON could escape them as {@code "\\ud83d"}, and the engine would find nothing in such JSON.
 */
final class LoneSurrogates {

    private static final Pattern LONE = Pattern.compile("\\p{Cs}");

    private LoneSurrogates() {}

    /** Replaces every half by U+FFFD, Unicode's replacement character. */
    static String replaced(String text) {
        return LONE.matcher(text).replaceAll("\uFFFD");
    }
}
