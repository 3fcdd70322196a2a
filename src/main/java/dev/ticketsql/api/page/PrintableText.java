package dev.ticketsql.api.page;

import java.util.regex.Pattern;

/** Shortens foreign text, as of a response, to one line of a message. */
public final class PrintableText {

    /** White space and everything invisible: control characters, also a terminal's, and changes of direction. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Z}\\p{C}]+");

    private PrintableText() {}

    /** The text on one line, without invisible characters, at most {@code maxLength} characters and an ellipsis. */
    public static String shorten(String text, int maxLength) {
        String line = INVISIBLE.matcher(text).replaceAll(" ").strip();
        if (line.length() <= maxLength) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
        return line.substring(0, end) + "...";
    }
}
