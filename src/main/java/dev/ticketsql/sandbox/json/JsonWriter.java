package dev.ticketsql.sandbox.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON as UTF-8 into a growing buffer of its own, without white space, in the order of the calls. It places the
 * commas and escapes strings; that every name is followed by one value and every array and object is closed is up to
 * the caller. Not safe for several threads.
 */
public final class JsonWriter {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** The longest form of a long: a sign and 19 digits. */
    private static final int MAX_LONG_LENGTH = 20;

    /** What one UTF-16 unit can take up at most: {@code \}{@code u001f}. */
    private static final int MAX_UNIT_LENGTH = 6;

    private byte[] buffer;
    private int length;
    private boolean commaDue;

    /** Starts with room for {@code capacity} bytes; grows as needed. */
    public JsonWriter(int capacity) {
        buffer = new byte[Math.max(capacity, MAX_LONG_LENGTH)];
    }

    /** Opens an object. */
    public JsonWriter beginObject() {
        return open('{');
    }

    /** Closes an object. */
    public JsonWriter endObject() {
        return close('}');
    }

    /** Opens an array. */
    public JsonWriter beginArray() {
        return open('[');
    }

    /** Closes an array. */
    public JsonWriter endArray() {
        return close(']');
    }

    /** Writes the name of the value that comes next. */
    public JsonWriter name(String name) {
        value(name);
        put(':');
        commaDue = false;
        return this;
    }

    /** Writes a string. */
    public JsonWriter value(String text) {
        comma();
        reserve(2 + MAX_UNIT_LENGTH * text.length());
        buffer[length++] = '"';
        int units = text.length();
        for (int unit = 0; unit < units; unit++) {
            char character = text.charAt(unit);
            if (character >= 0x80) {
                unit += encode(text, unit);
            } else if (character < ' ' || character == '"' || character == '\\') {
                escape(character);
            } else {
                buffer[length++] = (byte) character;
            }
        }
        buffer[length++] = '"';
        return this;
    }

    /** Writes a whole number. */
    public JsonWriter value(long number) {
        comma();
        reserve(MAX_LONG_LENGTH);
        if (number < 0) {
            return ascii(Long.toString(number));
        }
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** Writes a number with a fraction, in the form of {@link Double#toString(double)}. */
    public JsonWriter value(double number) {
        comma();
        return ascii(Double.toString(number));
    }

    /** Writes {@code true} or {@code false}. */
    public JsonWriter value(boolean truth) {
        comma();
        return ascii(truth ? "true" : "false");
    }

    /** Writes {@code null}. */
    public JsonWriter nullValue() {
        comma();
        return ascii("null");
    }

    /** Writes {@code json}, which must be one value, as it is. */
    public JsonWriter raw(String json) {
        comma();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    /** Bytes written and not yet drained. */
    public int length() {
        return length;
    }

    /** Moves what has been written to {@code out} and goes on with an empty buffer. */
    public void drainTo(OutputStream out) throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }

    /** What has been written and not yet drained. */
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    @Override
    public String toString() {
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    private JsonWriter open(char bracket) {
        comma();
        put(bracket);
        commaDue = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        put(bracket);
        commaDue = true;
        return this;
    }

    private void comma() {
        if (commaDue) {
            put(',');
        }
        commaDue = true;
    }

    private void put(char ascii) {
        reserve(1);
        buffer[length++] = (byte) ascii;
    }

    private JsonWriter ascii(String text) {
        int units = text.length();
        reserve(units);
        for (int unit = 0; unit < units; unit++) {
            buffer[length++] = (byte) text.charAt(unit);
        }
        return this;
    }

    /** Encodes the code point at {@code unit}; says how many units beyond the first it took. */
    private int encode(String text, int unit) {
        int codePoint = text.codePointAt(unit);
        if (codePoint < 0x800) {
            buffer[length++] = (byte) (0xC0 | (codePoint >> 6));
        } else if (Character.isBmpCodePoint(codePoint)) {
            if (Character.isSurrogate((char) codePoint)) {
                throw new IllegalArgumentException("half a surrogate pair at unit " + unit + " of a string");
            }
            buffer[length++] = (byte) (0xE0 | (codePoint >> 12));
            continuation(codePoint >> 6);
        } else {
            buffer[length++] = (byte) (0xF0 | (codePoint >> 18));
            continuation(codePoint >> 12);
            continuation(codePoint >> 6);
        }
        continuation(codePoint);
        return Character.charCount(codePoint) - 1;
    }

    private void continuation(int bits) {
        buffer[length++] = (byte) (0x80 | (bits & 0x3F));
    }

    private void escape(char character) {
        buffer[length++] = '\\';
        switch (character) {
            case '"', '\\' -> buffer[length++] = (byte) character;
            case '\n' -> buffer[length++] = 'n';
            case '\r' -> buffer[length++] = 'r';
            case '\t' -> buffer[length++] = 't';
            default -> {
                buffer[length++] = 'u';
                buffer[length++] = '0';
                buffer[length++] = '0';
                buffer[length++] = HEX[character >> 4];
                buffer[length++] = HEX[character & 0xF];
            }
        }
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
