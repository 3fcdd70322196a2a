package dev.ticketsql.cli.print;

import java.util.stream.Stream;
import org.jline.utils.WCWidth;

/**
 * Width of text in columns of a terminal: two for a letter of Chinese, Japanese or Korean and for an emoji, none for an
 * accent that joins the letter before it.
 */
final class DisplayWidth {

    static final String ELLIPSIS = "…";

    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private static final int FIRST_SKIN_TONE = 0x1F3FB;

    private static final int LAST_SKIN_TONE = 0x1F3FF;

    /** Emoji among the symbols of one column, which jline 3.21 takes for narrow; those beyond are wide there too. */
    private static final String WIDE_SYMBOLS = "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕";

    private DisplayWidth() {}

    static int of(String text) {
        int width = 0;
        int before = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(before)) {
            int letter = text.codePointAt(i);
            width += of(letter, before);
            before = letter;
        }
        return width;
    }

    /** Zero for what is drawn into the letter before it. */
    private static int of(int letter, int before) {
        boolean isJoined = before == ZERO_WIDTH_JOINER
                || letter == ZERO_WIDTH_JOINER
                || (before != 0 && letter >= FIRST_SKIN_TONE && letter <= LAST_SKIN_TONE);
        if (isJoined) {
            return 0;
        }
        return WIDE_SYMBOLS.indexOf(letter) >= 0 ? 2 : Math.max(0, WCWidth.wcwidth(letter));
    }

    /** The text if it fits, else its beginning with an ellipsis, never wider than {@code width}. */
    static String shortened(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        int kept = 0;
        int used = 0;
        int before = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(before)) {
            int letter = text.codePointAt(i);
            used += of(letter, before);
            if (used > width - 1) {
                break;
            }
            before = letter;
            kept = i + Character.charCount(letter);
        }
        return width < 1 ? "" : text.substring(0, kept) + ELLIPSIS;
    }

    /** The text with spaces on its right. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** The text with as many spaces on its left as on its right. */
    static String centered(String text, int width) {
        int spaces = Math.max(0, width - of(text));
        return " ".repeat(spaces / 2) + text + " ".repeat(spaces - spaces / 2);
    }

    /** One line without what would move the cursor or change colours: a line break is shown as {@code \n}. */
    static String oneLine(String text) {
        if (text.codePoints().noneMatch(DisplayWidth::isControl)) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(letter -> {
            if (isControl(letter)) {
                line.append(escaped(letter));
            } else {
                line.appendCodePoint(letter);
            }
        });
        return line.toString();
    }

    /** The same lines, each without what would move the cursor or change colours. */
    static Stream<String> lines(String text) {
        return text.lines().map(line -> oneLine(line.replace("\t", "    ")));
    }

    private static boolean isControl(int letter) {
        return Character.getType(letter) == Character.CONTROL || letter == '\u2028' || letter == '\u2029';
    }

    private static String escaped(int letter) {
        return switch (letter) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", letter);
        };
    }
}
