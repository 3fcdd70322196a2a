package dev.ticketsql.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;

/**
 * UTF-8 bytes of a text with the encodings of URLs, HTML and JSON undone, each byte with the place in the text that it
 * came from. Immutable.
 */
final class EncodedBytes {

    private static final int LONGEST_ENTITY = 8;

    private static final Map<String, Integer> ENTITIES =
            Map.of("amp", (int) '&', "lt", (int) '<', "gt", (int) '>', "quot", (int) '"', "apos", (int) '\'');

    private final byte[] bytes;
    private final int[] from;
    private final int[] to;

    private EncodedBytes(byte[] bytes, int[] from, int[] to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** The bytes of the text itself. */
    static EncodedBytes of(String text) {
        Builder builder = new Builder(text.length());
        int index = 0;
        while (index < text.length()) {
            int codePoint = text.codePointAt(index);
            int next = index + Character.charCount(codePoint);
            builder.add(codePoint, index, next);
            index = next;
        }
        return builder.build();
    }

    int length() {
        return bytes.length;
    }

    byte at(int index) {
        return bytes[index];
    }

    /** Index in the text at which the byte's character, or its encoding, starts. */
    int from(int index) {
        return from[index];
    }

    /** Index in the text after the byte's character, or its encoding. */
    int to(int index) {
        return to[index];
    }

    /** Undoes one encoding of each character: of URLs, HTML (by name or number) and JSON (by number or backslash). */
    EncodedBytes decoded() {
        Builder builder = new Builder(bytes.length);
        int index = 0;
        while (index < bytes.length) {
            index = decode(index, builder);
        }
        return builder.build();
    }

    /** Adds the character at {@code index}, and returns the index after it. */
    private int decode(int index, Builder builder) {
        switch (bytes[index]) {
            case '%' -> {
                OptionalInt code = number(index + 1, index + 3, 16);
                if (code.isPresent()) {
                    builder.addByte((byte) code.getAsInt(), from[index], to[index + 2]);
                    return index + 3;
                }
            }
            case '\\' -> {
                OptionalInt code = index + 1 < bytes.length && bytes[index + 1] == 'u'
                        ? number(index + 2, index + 6, 16)
                        : OptionalInt.empty();
                if (code.isPresent()) {
                    builder.add(code.getAsInt(), from[index], to[index + 5]);
                    return index + 6;
                }
                if (index + 1 < bytes.length) {
                    builder.addByte(bytes[index + 1], from[index], to[index + 1]);
                    return index + 2;
                }
            }
            case '&' -> {
                int end = semicolon(index);
                OptionalInt code = end < 0 ? OptionalInt.empty() : entity(index + 1, end);
                if (code.isPresent()) {
                    builder.add(code.getAsInt(), from[index], to[end]);
                    return end + 1;
                }
            }
            default -> {
                // Stands for itself.
            }
        }
        builder.addByte(bytes[index], from[index], to[index]);
        return index + 1;
    }

    private int semicolon(int index) {
        for (int end = index + 1; end < Math.min(bytes.length, index + LONGEST_ENTITY + 2); end++) {
            if (bytes[end] == ';') {
                return end;
            }
        }
        return -1;
    }

    private OptionalInt entity(int start, int end) {
        if (start < end && bytes[start] == '#') {
            boolean isHex = start + 1 < end && (bytes[start + 1] | 0x20) == 'x';
            return number(isHex ? start + 2 : start + 1, end, isHex ? 16 : 10);
        }
        Integer code = ENTITIES.get(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** The number whose digits are all bytes of a range, if it is a character. */
    private OptionalInt number(int start, int end, int radix) {
        if (start >= end || end > bytes.length) {
            return OptionalInt.empty();
        }
        int number = 0;
        for (int index = start; index < end; index++) {
            int digit = Character.digit(bytes[index], radix);
            if (digit < 0 || number > Character.MAX_CODE_POINT) {
                return OptionalInt.empty();
            }
            number = number * radix + digit;
        }
        return Character.isValidCodePoint(number) ? OptionalInt.of(number) : OptionalInt.empty();
    }

    private static final class Builder {

        private byte[] bytes;
        private int[] from;
        private int[] to;
        private int length;

        private Builder(int capacity) {
            bytes = new byte[Math.max(8, capacity)];
            from = new int[bytes.length];
            to = new int[bytes.length];
        }

        private void add(int codePoint, int start, int end) {
            for (byte each : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
                addByte(each, start, end);
            }
        }

        private void addByte(byte value, int start, int end) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
                from = Arrays.copyOf(from, 2 * length);
                to = Arrays.copyOf(to, 2 * length);
            }
            bytes[length] = value;
            from[length] = start;
            to[length] = end;
            length++;
        }

        private EncodedBytes build() {
            return new EncodedBytes(
                    Arrays.copyOf(bytes, length), Arrays.copyOf(from, length), Arrays.copyOf(to, length));
        }
    }
}
