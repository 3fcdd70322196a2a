package dev.ticketsql.sandbox.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Written JSON, parsed again by an independent library. */
final class JsonWriterTest {

    @Test
    void valuesAreSeparatedByCommasWhateverTheyAre() {
        JsonWriter json = new JsonWriter(0).beginObject();
        json.name("a")
                .beginArray()
                .value("x")
                .value(1)
                .value(-2)
                .value(0.5)
                .value(true)
                .nullValue()
                .endArray();
        json.name("b").beginObject().endObject().name("c").raw("[1]").endObject();

        assertEquals("{\"a\":[\"x\",1,-2,0.5,true,null],\"b\":{},\"c\":[1]}", json.toString());
    }

    @Test
    void everyCharacterBelowASpaceIsEscaped() {
        assertEquals(
                "\"\\u0000\\u0001\\u0008\\t\\n\\u000b\\r\\u001f \\\"\\\\/\u007f\"",
                new JsonWriter(0)
                        .value("\u0000\u0001\b\t\n\u000b\r\u001f \"\\/\u007f")
                        .toString());
    }

    @Test
    void halfASurrogatePairIsRefused() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new JsonWriter(0).value("ab\ud83c"));
        assertEquals("half a surrogate pair at unit 2 of a string", refusal.getMessage());
    }

    @Test
    void drainingGoesOnWhereItStopped() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonWriter json = new JsonWriter(0).beginArray().value(1);
        json.drainTo(out);
        assertEquals(0, json.length());
        json.value(2).endArray().drainTo(out);

        assertEquals("[1,2]", out.toString(StandardCharsets.UTF_8));
    }

    @Property
    void whateverIsWrittenIsReadBack(@ForAll long number, @ForAll double fraction, @ForAll String text)
            throws Exception {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        JsonWriter json = new JsonWriter(0)
                .beginArray()
                .value(number)
                .value(fraction)
                .value(whole)
                .endArray();

        JsonNode read = new JsonMapper().readTree(json.toByteArray());
        assertEquals(number, read.path(0).asLong());
        assertEquals(fraction, read.path(1).asDouble());
        assertEquals(whole, read.path(2).asText());
    }
}
