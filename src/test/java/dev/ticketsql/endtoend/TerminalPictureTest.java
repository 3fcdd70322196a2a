package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@link TerminalPicture}: text stands in its cells, in its style, and nothing is left out without a word. */
final class TerminalPictureTest {

    private static List<String> texts(String screen) {
        return Pattern.compile("<text .*</text>")
                .matcher(TerminalPicture.svg(screen, 20, "a screen"))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void aStretchOfAStyleStandsInItsCells() {
        assertEquals(
                List.of(
                        "<text x=\"16\" y=\"28\" textLength=\"8\" lengthAdjust=\"spacingAndGlyphs\">|</text>",
                        "<text x=\"32\" y=\"28\" textLength=\"32\" lengthAdjust=\"spacingAndGlyphs\" fill-opacity=\"0.6\">NULL</text>",
                        "<text x=\"96\" y=\"28\" textLength=\"8\" lengthAdjust=\"spacingAndGlyphs\">|</text>",
                        "<text x=\"16\" y=\"45\" textLength=\"24\" lengthAdjust=\"spacingAndGlyphs\">a b</text>"),
                texts("| \u001b[2mNULL\u001b[0m\u001b[39m\u001b[49m    |\na b   \n\n"));
    }

    @Test
    void aColourReplacesTheOneBefore() {
        assertEquals(
                List.of(
                        "<text x=\"16\" y=\"28\" textLength=\"8\" lengthAdjust=\"spacingAndGlyphs\" font-weight=\"bold\" fill=\"#b3261e\">a</text>",
                        "<text x=\"24\" y=\"28\" textLength=\"8\" lengthAdjust=\"spacingAndGlyphs\" font-weight=\"bold\" fill=\"#1a7f37\">b</text>",
                        "<text x=\"32\" y=\"28\" textLength=\"8\" lengthAdjust=\"spacingAndGlyphs\">c</text>"),
                texts("\u001b[1;31ma\u001b[32mb\u001b[mc"));
    }

    @Test
    void marksOfXmlAreText() {
        assertEquals(
                List.of(
                        "<text x=\"16\" y=\"28\" textLength=\"64\" lengthAdjust=\"spacingAndGlyphs\">a&lt;b &amp;&amp; &gt;</text>"),
                texts("a<b && >"));
    }

    @Test
    void aStyleThatItCannotDrawIsRefused() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> texts("\u001b[5mblinks\u001b[0m"));
        assertEquals("no way to draw the style with code 5", refusal.getMessage());
    }
}
