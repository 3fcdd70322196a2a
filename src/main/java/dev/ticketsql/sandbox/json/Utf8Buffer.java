package dev.ticketsql.sandbox.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer of UTF-8 bytes, with methods to append text and numbers. Not safe for several threads. */
final class Utf8Buffer {

    /** The longest form of a long: a sign and 19 digits. */
    private static final int MAX_LONG_LENGTH = 20;

    private byte[] bytes;
    private int length;

    Utf8Buffer(int capacity) {
        bytes = new byte[Math.max(capacity, MAX_LONG_LENGTH)];
    }

    int length() {
        return length;
    }

    void drainTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Makes room for {@code more} bytes, which {@link #put} does not check. */
    void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** Appends an ASCII character where there is room. */
    void put(int ascii) {
        bytes[length++] = (byte) ascii;
    }

    void append(char ascii) {
        reserve(1);
        put(ascii);
    }

    /** Appends text that is all ASCII. */
    void append(String ascii) {
        int units = ascii.length();
        reserve(units);
        for (int unit = 0; unit < units; unit++) {
            put(ascii.charAt(unit));
        }
    }

    void append(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    void append(long number) {
        if (number < 0) {
            append(Long.toString(number));
            return;
        }
        reserve(MAX_LONG_LENGTH);
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /**
     * Encodes the code point at {@code unit}, which is not ASCII, where there is room for three bytes a unit.
     *
     * @return number of units it took beyond the first
     * @throws IllegalArgumentException if it is half a surrogate pair
     */
    int putCodePoint(String text, int unit) {
        int codePoint = text.codePointAt(unit);
        if (codePoint < 0x800) {
            put(0xC0 | (codePoint >> 6));
        } else if (Character.isBmpCodePoint(codePoint)) {
            if (Character.isSurrogate((char) codePoint)) {
                throw new IllegalArgumentException("half a surrogate pair at unit " + unit + " of a string");
            }
            put(0xE0 | (codePoint >> 12));
            putContinuation(codePoint >> 6);
        } else {
            put(0xF0 | (codePoint >> 18));
            putContinuation(codePoint >> 12);
            putContinuation(codePoint >> 6);
        }
        putContinuation(codePoint);
        return Character.charCount(codePoint) - 1;
    }

    private void putContinuation(int bits) {
        put(0x80 | (bits & 0x3F));
    }
}
