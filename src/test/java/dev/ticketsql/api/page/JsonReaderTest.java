package dev.ticketsql.api.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON text that a value has in a column. */
final class JsonReaderTest {

    @Test
    void everyCharacterIsEscapedAsJacksonWritesIt() throws Exception {
        for (int character = 0; character <= Character.MAX_VALUE; character++) {
            if (!Character.isSurrogate((char) character)) {
                String written = written("a" + (char) character + "b");
                assertEquals(written, copied(written));
                String asName = "{" + written + ":1}";
                assertEquals(asName, copied(asName));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { "a" : [ 1 , 2.50 , 1e5 , -0 ] , "b" : { } }     | {"a":[1,2.50,1e5,-0],"b":{}}
            [ [ ] , { "c" : null } , true , false , "" ]      | [[],{"c":null},true,false,""]
            "\\u00e9\\ud83e\\udd86\\/"                        | "é🦆/"
            "\\ud83e and \\udd86"                             | "\uFFFD and \uFFFD"
            12345678901234567890.0                            | 12345678901234567890.0
            """)
    void aValueIsCopiedWithoutWhiteSpaceAndNumbersKeepTheirSpelling(String json, String copy) throws Exception {
        assertEquals(copy, copied(json));
    }

    @Test
    void aValueInsideOfACopyIsAPartOfIt() throws Exception {
        try (JsonReader json = new JsonReader("[{\"a\": [1, 2], \"b\": {\"c\": 3}}, 4]")) {
            StringBuilder parts = new StringBuilder();
            String whole = json.readCopied(copy -> copy.readArray(() -> {
                if (copy.isObject()) {
                    copy.readObject(
                            name -> parts.append(name).append(copy.readJson()).append(' '));
                } else {
                    copy.skip();
                }
            }));
            assertEquals("[{\"a\":[1,2],\"b\":{\"c\":3}},4]", whole);
            assertEquals("a[1,2] b{\"c\":3} ", parts.toString());
        }
    }

    private static String copied(String json) throws IOException {
        try (JsonReader reader = new JsonReader(json)) {
            return reader.readJson();
        }
    }

    private static String written(String text) throws IOException {
        StringWriter written = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(written)) {
            generator.writeString(text);
        }
        return written.toString();
    }
}
