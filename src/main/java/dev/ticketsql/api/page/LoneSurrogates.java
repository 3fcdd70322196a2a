package dev.ticketsql.api.page;

import java.util.regex.Pattern;

/**
 * Halves of surrogate pairs, which JSON can say as {@code "\\ud83d"} and no encoding of text can: written as UTF-8 they
 * would turn into question marks. They come from texts that were cut in the middle of an emoji.
 */
final class LoneSurrogates {

    private static final Pattern LONE = Pattern.compile("\\p{Cs}");

    private LoneSurrogates() {}

    /** JSON text that says the same with every half escaped. */
    static String escaped(String json) {
        return LONE.matcher(json)
                .replaceAll(half -> "\\\\u" + Integer.toHexString(half.group().charAt(0)));
    }

    /** The text with U+FFFD, which stands for what is no character, in place of every half. */
    static String replaced(String text) {
        return LONE.matcher(text).replaceAll("\uFFFD");
    }
}
