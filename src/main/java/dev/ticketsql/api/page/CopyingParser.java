package dev.ticketsql.api.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import dev.ticketsql.event.SurrogateHalf;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * Jackson parser that writes each token that it moves to as JSON text without white space. A value can so be read and
 * kept as its text in one pass. Numbers keep their spelling, where Jackson's own copying writes 1e5 as 1E+5; half a
 * surrogate pair becomes U+FFFD.
 */
final class CopyingParser extends JsonParserDelegate {

    /** The characters of ASCII as they stand in a string, empty where they stand for themselves. */
    private static final String[] ESCAPES =
            IntStream.range(0, 128).mapToObj(CopyingParser::escape).toArray(String[]::new);

    private static final int LAST_OF_LATIN1 = 0xFF;

    /** Memory that is kept for the next copy: more than the child events of an audit usually have. */
    private static final int MAX_KEPT_CHARS = 16 << 10;

    private StringBuilder text = new StringBuilder();

    /** True after a character beyond Latin-1: from then on, a builder holds two bytes for each. */
    private boolean isWide;

    private int tokenStart;

    CopyingParser(JsonParser parser) {
        super(parser);
    }

    /** Drops what was copied, and starts with the token that the parser is at. */
    void begin() throws IOException {
        if (isWide || text.capacity() > MAX_KEPT_CHARS) {
            text = new StringBuilder();
            isWide = false;
        } else {
            text.setLength(0);
        }
        copy(currentToken());
    }

    private static String escape(int character) {
        String itself = String.valueOf((char) character);
        StringBuilder escaped = new StringBuilder();
        JsonStringEncoder.getInstance().quoteAsString(itself, escaped);
        return escaped.toString().equals(itself) ? "" : escaped.toString();
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = delegate.nextToken();
        copy(token);
        return token;
    }

    @Override
    public JsonParser skipChildren() throws IOException {
        int depth = 0;
        JsonToken token = currentToken();
        while (token != null) {
            depth += token.isStructStart() ? 1 : 0;
            depth -= token.isStructEnd() ? 1 : 0;
            token = depth > 0 ? nextToken() : null;
        }
        return this;
    }

    /** Moves to the last token of the current value, and returns the text of the value. */
    String readValue() throws IOException {
        int start = tokenStart;
        skipChildren();
        return text.substring(start);
    }

    /** Moves to the last token of the current value, which is copied. */
    CopiedValue readCopy() throws IOException {
        int start = tokenStart;
        String string = currentToken() == JsonToken.VALUE_STRING ? SurrogateHalf.replacedIn(getText()) : null;
        skipChildren();
        return new CopiedValue(string, this, start, text.length());
    }

    /** The text of everything so far. */
    String text() {
        return text.toString();
    }

    /** A part of the text so far. */
    String text(int from, int to) {
        return text.substring(from, to);
    }

    /** The character at {@code index} of the text so far. */
    char first(int index) {
        return text.charAt(index);
    }

    private void copy(JsonToken token) throws IOException {
        if (token == null) {
            return;
        }
        if (!token.isStructEnd() && followsValue()) {
            text.append(',');
        }
        tokenStart = text.length();
        switch (token) {
            case FIELD_NAME -> {
                String name = currentName();
                isWide |= appendString(text, name);
                text.append(':');
            }
            case VALUE_STRING -> {
                text.append('"');
                isWide |= appendEscaped(text, getTextCharacters(), getTextOffset(), getTextLength());
                text.append('"');
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                text.append(getTextCharacters(), getTextOffset(), getTextLength());
            default -> text.append(token.asCharArray());
        }
    }

    private boolean followsValue() {
        if (text.isEmpty()) {
            return false;
        }
        char last = text.charAt(text.length() - 1);
        return last != '{' && last != '[' && last != ':';
    }

    /** Writes a string of JSON; returns whether it has a character beyond Latin-1. */
    static boolean appendString(StringBuilder target, String string) {
        target.append('"');
        boolean isPlain = isPlain(string);
        boolean isWide = false;
        if (isPlain) {
            target.append(string);
        } else {
            isWide = appendEscaped(target, string.toCharArray(), 0, string.length());
        }
        target.append('"');
        return isWide;
    }

    private static boolean isPlain(String string) {
        for (int index = 0; index < string.length(); index++) {
            char character = string.charAt(index);
            if (character >= ESCAPES.length || !ESCAPES[character].isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static boolean appendEscaped(StringBuilder target, char[] characters, int offset, int length) {
        int end = offset + length;
        int copied = offset;
        int all = 0;
        for (int index = offset; index < end; index++) {
            char character = characters[index];
            all |= character;
            if (character < ESCAPES.length ? !ESCAPES[character].isEmpty() : Character.isSurrogate(character)) {
                boolean isPair = index + 1 < end && Character.isSurrogatePair(character, characters[index + 1]);
                if (isPair) {
                    index++;
                } else {
                    target.append(characters, copied, index - copied);
                    target.append(character < ESCAPES.length ? ESCAPES[character] : "\uFFFD");
                    copied = index + 1;
                }
            }
        }
        target.append(characters, copied, end - copied);
        return all > LAST_OF_LATIN1;
    }
}
