package dev.ticketsql.sandbox.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing of a flat JSON object, the only JSON in requests to the sandbox. */
final class FlatJsonObjectTest {

    @Test
    void stringsAndBareWordsAreRead() {
        assertEquals(
                Optional.of(Map.of("a", "x", "b", "-1.5e3", "c", "true", "d", "null", "", "")),
                FlatJsonObject.parse(" {\"a\" : \"x\",\n\"b\":-1.5e3 , \"c\":true,\"d\":null, \"\":\"\"} "));
        assertEquals(Optional.of(Map.of()), FlatJsonObject.parse("{ }"));
    }

    @Test
    void escapesAreUndone() {
        assertEquals(Optional.of(Map.of("a\"b", "\\ / \b\f\n\r\t é 🎁 $1")), FlatJsonObject.parse("""
                        {"a\\"b": "\\\\ \\/ \\b\\f\\n\\r\\t \\u00e9 \\ud83c\\udf81 $1"}"""));
    }

    @Test
    void stringsMayBeLong() {
        String escaped = "x\\n".repeat(20_000);
        assertEquals(
                Optional.of(Map.of("a", escaped.replace("\\n", "\n"))),
                FlatJsonObject.parse("{\"a\":\"" + escaped + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "}",
                "x",
                "[]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":\"b}",
                "{\"a\":{}}",
                "{\"a\":1,}",
                "{,}",
                "{\"a\":1 \"b\":2}",
                "{a:1}",
                "{\"a\":\"\\\"}"
            })
    void whatIsNoFlatObjectIsNotRead(String json) {
        assertEquals(Optional.empty(), FlatJsonObject.parse(json));
    }
}
