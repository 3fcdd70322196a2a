package dev.ticketsql.event;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * Finds halves of surrogate pairs in texts of Java. Files, the engine and HTTP hold UTF-8, into which Java writes a
 * question mark for each half: texts that differ would become equal.
 */
public final class SurrogateHalf {

    private SurrogateHalf() {}

    /** Returns the index of the first half without its other one; empty if all pairs are whole. */
    public static OptionalInt indexIn(String text) {
        int index = next(text, 0);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** Returns the index of the first half at {@code from} or after it; -1 if there is none. */
    private static int next(String text, int from) {
        for (int index = from; index < text.length(); index++) {
            if (Character.isSurrogate(text.charAt(index))) {
                int next = index + 1;
                if (next == text.length() || !Character.isSurrogatePair(text.charAt(index), text.charAt(next))) {
                    return index;
                }
                index = next;
            }
        }
        return -1;
    }

    /**
     * Returns {@code text}, all of whose characters are whole.
     *
     * @param subject what the message calls the text
     * @throws ClassifiedException of kind {@link ErrorKind#CHARACTER} if one is not
     */
    public static String refusedIn(String text, String subject) {
        OptionalInt index = indexIn(text);
        if (index.isPresent()) {
            throw new ClassifiedException(ErrorKind.CHARACTER, sentence(text, index.getAsInt(), subject));
        }
        return text;
    }

    /** Returns {@code text} with U+FFFD, Unicode's replacement character, for every half. */
    public static String replacedIn(String text) {
        int index = next(text, 0);
        if (index < 0) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text);
        while (index >= 0) {
            whole.setCharAt(index, '\uFFFD');
            index = next(text, index + 1);
        }
        return whole.toString();
    }

    /** Returns the sentence about the half at {@code index}. */
    public static String sentence(String text, int index, String subject) {
        return String.format(
                Locale.ROOT,
                "%s has U+%04X at position %d, which is half of a character: give the whole of it",
                subject,
                (int) text.charAt(index),
                text.codePointCount(0, index) + 1);
    }
}
