package dev.ticketsql.api.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.ticketsql.event.SurrogateHalf;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pull parser over Jackson: reads JSON value by value as it arrives; an unexpected value fails with its JSON path.
 * Every {@code read} method starts at the value's first token and ends at its last.
 */
public final class JsonReader implements AutoCloseable {

    /**
     * No limit for strings, which {@link BoundedStream} has for whole events. Numbers, names and depth keep Jackson's.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** Reads the fields of an object. */
    @FunctionalInterface
    public interface Fields {

        /** Reads the value of the field {@code name}; the current token is its first. */
        void read(String name) throws IOException;
    }

    /** Reads the items of an array. */
    @FunctionalInterface
    public interface Items {

        /** Reads the next item; the current token is its first. */
        void read() throws IOException;
    }

    /** Reads a value while it is copied. */
    @FunctionalInterface
    interface Copied {

        /** Reads all of the value that {@code json} is at. */
        void read(JsonReader json) throws IOException;
    }

    private final JsonParser parser;

    /** Copies what {@link #parser} moves to; the same object inside of {@link #readCopied}. */
    private final CopyingParser copier;

    private final String root;

    private JsonReader(CopyingParser copier, String root) {
        this.parser = copier;
        this.copier = copier;
        this.root = root;
    }

    /** Reads UTF-8 (or UTF-16, UTF-32) from {@code in}, and moves to the first token. */
    public JsonReader(InputStream in) throws IOException {
        this.parser = parser(in);
        this.copier = new CopyingParser(parser);
        this.root = "$";
        try {
            parser.nextToken();
        } catch (StreamConstraintsException e) {
            throw oversized(e);
        } catch (OversizedAnswerException e) {
            throw oversized(e);
        }
    }

    /** Jackson reads the first bytes at once, by which it tells the encoding. */
    private static JsonParser parser(InputStream in) throws IOException {
        try {
            return JSON.createParser(in);
        } catch (OversizedAnswerException e) {
            throw new OversizedAnswerException("$ " + e.getMessage(), e.remedy(), e);
        }
    }

    /** Reads {@code text}, and moves to the first token. */
    public JsonReader(String text) throws IOException {
        this(text, "$");
    }

    /** Reads {@code text}, which stands at the JSON path {@code root} of a larger one, and moves to the first token. */
    JsonReader(String text, String root) throws IOException {
        this.root = root;
        this.parser = JSON.createParser(text);
        this.copier = new CopyingParser(parser);
        parser.nextToken();
    }

    /**
     * Reads an object and nothing after it, so that compressed data is checked and the connection can be used again.
     *
     * @throws OversizedAnswerException if it is larger, or nested deeper, than it may be
     * @throws MalformedPageException if more than white space follows
     */
    public void readWhole(Fields fields) throws IOException {
        try {
            readObject(fields);
            readEnd();
        } catch (StreamConstraintsException e) {
            throw oversized(e);
        } catch (OversizedAnswerException e) {
            throw oversized(e);
        }
    }

    private OversizedAnswerException oversized(OversizedAnswerException e) {
        return new OversizedAnswerException(shortPath() + " " + e.getMessage(), e.remedy(), e);
    }

    /**
     * Reads to the end.
     *
     * @throws MalformedPageException if more than white space follows
     */
    public void readEnd() throws IOException {
        if (parser.nextToken() != null) {
            throw new MalformedPageException("$ is followed by another value");
        }
    }

    private OversizedAnswerException oversized(StreamConstraintsException e) {
        // Without the name of Jackson's setting.
        String limit = e.getOriginalMessage().replaceAll(", from `[^`]*`", "");
        return new OversizedAnswerException(
                shortPath() + " is beyond what is read: " + limit,
                "No event of Zendesk's is like that: check that subdomain or baseUrl is the API's",
                e);
    }

    private String shortPath() {
        return PrintableText.shorten(path(), 100);
    }

    /** Calls {@code fields} for each field of the object. */
    public void readObject(Fields fields) throws IOException {
        require(JsonToken.START_OBJECT, "an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.read(name);
        }
        require(JsonToken.END_OBJECT, "the end of the object");
    }

    /** Calls {@code items} for each item of the array. */
    public void readArray(Items items) throws IOException {
        require(JsonToken.START_ARRAY, "an array");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.read();
        }
    }

    /** Reads an integer of 64 bits. */
    public long readLong() throws IOException {
        require(JsonToken.VALUE_NUMBER_INT, "an integer");
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw expected("an integer of 64 bits");
        }
        return parser.getLongValue();
    }

    /** Reads an integer of 64 bits that may be written with a zero fraction, or as text. */
    public long readWholeNumber() throws IOException {
        Optional<Long> number = LenientScalars.wholeNumber(this);
        if (number.isEmpty()) {
            throw expected("an integer of 64 bits");
        }
        return number.get();
    }

    /** Reads a boolean. */
    boolean readBoolean() throws IOException {
        if (!parser.currentToken().isBoolean()) {
            throw expected("true or false");
        }
        return parser.getBooleanValue();
    }

    /** Reads a string; half a surrogate pair becomes U+FFFD. */
    public String readString() throws IOException {
        require(JsonToken.VALUE_STRING, "a string");
        return SurrogateHalf.replacedIn(parser.getText());
    }

    /** True at null. */
    public boolean isNull() {
        return parser.hasToken(JsonToken.VALUE_NULL);
    }

    /** True at a string. */
    public boolean isString() {
        return parser.hasToken(JsonToken.VALUE_STRING);
    }

    /** True at an integer of 64 bits. */
    boolean isLong() throws IOException {
        return parser.hasToken(JsonToken.VALUE_NUMBER_INT)
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    /** The digits of a number, as they came. */
    String numberText() throws IOException {
        return parser.getText();
    }

    /** True at a number. */
    boolean isNumber() {
        return parser.currentToken() != null && parser.currentToken().isNumeric();
    }

    /** True at an object. */
    public boolean isObject() {
        return parser.hasToken(JsonToken.START_OBJECT);
    }

    /** True at an array. */
    public boolean isArray() {
        return parser.hasToken(JsonToken.START_ARRAY);
    }

    /** Steps over the value. */
    public void skip() throws IOException {
        parser.skipChildren();
    }

    /** Reads a string as it is, any other value as JSON text, null as null. */
    @Nullable
    String readText() throws IOException {
        if (isNull()) {
            return null;
        }
        return isString() ? readString() : readJson();
    }

    /** Reads a value as JSON text without white space; numbers keep their spelling. */
    String readJson() throws IOException {
        if (parser != copier) {
            copier.begin();
        }
        return copier.readValue();
    }

    /** Reads a value inside of {@link #readCopied}; its JSON text can be had until that ends. */
    CopiedValue readCopy() throws IOException {
        return copier.readCopy();
    }

    /** Reads a value by {@code read}, and returns it as {@link #readJson} does. */
    String readCopied(Copied read) throws IOException {
        copier.begin();
        read.read(new JsonReader(copier, root));
        return copier.text();
    }

    /** A generator of JSON text. */
    public static JsonGenerator generator(StringWriter text) {
        try {
            return JSON.createGenerator(text);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /** JSON path of the current value: {@code $.ticket_events[3].id}. */
    public String path() {
        // At its first token the parser already counts itself inside an array.
        JsonStreamContext context = parser.getParsingContext();
        return path(parser.hasToken(JsonToken.START_ARRAY) ? context.getParent() : context);
    }

    private String path(@Nullable JsonStreamContext context) {
        if (context == null || context.inRoot()) {
            return root;
        }
        String parent = path(context.getParent());
        if (context.inArray()) {
            return parent + "[" + context.getCurrentIndex() + "]";
        }
        return context.hasCurrentName() ? parent + "." + context.getCurrentName() : parent;
    }

    private void require(JsonToken token, String what) throws IOException {
        if (!parser.hasToken(token)) {
            throw expected(what);
        }
    }

    /** Creates the failure for a value other than {@code what}, with its JSON path. */
    MalformedPageException expected(String what) throws IOException {
        return new MalformedPageException(complaint(what));
    }

    /**
     * Sentence on a value other than {@code what}, with its JSON path.
     *
     * @throws IOException if the value is no JSON: Jackson decodes a string only now
     */
    String complaint(String what) throws IOException {
        return path() + " should be " + what + ", is " + found();
    }

    private String found() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "missing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_NULL -> "null";
            case VALUE_STRING -> "the string " + scalar("\"");
            case VALUE_TRUE, VALUE_FALSE, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar("");
            default -> token.toString();
        };
    }

    private String scalar(String quote) throws IOException {
        return quote + PrintableText.shorten(parser.getText(), 60) + quote;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
