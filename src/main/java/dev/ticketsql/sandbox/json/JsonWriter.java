package dev.ticketsql.sandbox.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes JSON as UTF-8 into a growing buffer of its own, without white space, in the order of the calls. It adds commas
 * and escapes strings; the caller must write one value after every name and close every array and object. Not safe for
 * several threads.
 */
public final class JsonWriter {

    private static final String HEX = "0123456789abcdef";

    /** Maximum length of one UTF-16 unit: {@code \}{@code u001f}. */
    private static final int MAX_UNIT_LENGTH = 6;

    private final Utf8Buffer buffer;
    private boolean commaDue;

    /** Starts with room for {@code capacity} bytes; grows as needed. */
    public JsonWriter(int capacity) {
        buffer = new Utf8Buffer(capacity);
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
        buffer.append(':');
        commaDue = false;
        return this;
    }

    /**
     * Writes a string.
     *
     * @throws IllegalArgumentException if it contains half a surrogate pair
     */
    public JsonWriter value(String text) {
        comma();
        int units = text.length();
        buffer.reserve(2 + MAX_UNIT_LENGTH * units);
        buffer.put('"');
        for (int unit = 0; unit < units; unit++) {
            char character = text.charAt(unit);
            if (character >= 0x80) {
                unit += buffer.putCodePoint(text, unit);
            } else if (character < ' ' || character == '"' || character == '\\') {
                escape(character);
            } else {
                buffer.put(character);
            }
        }
        buffer.put('"');
        return this;
    }

    /** Writes a whole number. */
    public JsonWriter value(long number) {
        comma();
        buffer.append(number);
        return this;
    }

    /** Writes a number with a fraction, in the form of {@link Double#toString(double)}. */
    public JsonWriter value(double number) {
        comma();
        buffer.append(Double.toString(number));
        return this;
    }

    /** Writes {@code true} or {@code false}. */
    public JsonWriter value(boolean truth) {
        comma();
        buffer.append(truth ? "true" : "false");
        return this;
    }

    /** Writes {@code null}. */
    public JsonWriter nullValue() {
        comma();
        buffer.append("null");
        return this;
    }

    /** Writes {@code json}, which must be one value, as it is. */
    public JsonWriter raw(String json) {
        comma();
        buffer.append(json.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Bytes written and not yet drained. */
    public int length() {
        return buffer.length();
    }

    /** Writes the buffer to {@code out} and empties it. */
    public void drainTo(OutputStream out) throws IOException {
        buffer.drainTo(out);
    }

    /** Copies the bytes written and not yet drained. */
    public byte[] toByteArray() {
        return buffer.toByteArray();
    }

    @Override
    public String toString() {
        return buffer.toString();
    }

    private JsonWriter open(char bracket) {
        comma();
        buffer.append(bracket);
        commaDue = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        buffer.append(bracket);
        commaDue = true;
        return this;
    }

    private void comma() {
        if (commaDue) {
            buffer.append(',');
        }
        commaDue = true;
    }

    private void escape(char character) {
        buffer.put('\\');
        switch (character) {
            case '"', '\\' -> buffer.put(character);
            case '\n' -> buffer.put('n');
            case '\r' -> buffer.put('r');
            case '\t' -> buffer.put('t');
            default -> {
                buffer.put('u');
                buffer.put('0');
                buffer.put('0');
                buffer.put(HEX.charAt(character >> 4));
                buffer.put(HEX.charAt(character & 0xF));
            }
        }
    }
}
