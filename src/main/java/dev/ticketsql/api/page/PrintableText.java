package dev.ticketsql.api.page;

import java.util.regex.Pattern;

/** Makes text from elsewhere fit into a message of one line. */
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
