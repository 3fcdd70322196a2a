package dev.ticketsql.calcite.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines of function-spellings.sql keep the rules of the file. */
final class FunctionTemplatesTest {

    private static final Pattern WORD = Pattern.compile("\\w+");

    private static Stream<String> lines() throws Exception {
        try (InputStream in = FunctionTemplates.class.getResourceAsStream("function-spellings.sql")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("--"))
                    .toList();
            assertTrue(lines.size() > 50, lines::toString);
            return lines.stream();
        }
    }

    /** A parameter that stood twice would be a node of the statement twice, which Calcite's validator mixes up. */
    @ParameterizedTest
    @MethodSource("lines")
    void theExpressionHasEachOperandOnce(String line) throws Exception {
        String call = line.substring(0, line.indexOf(" = "));
        String expression = line.substring(line.indexOf(" = ") + 3);
        List<String> parameters = WORD.matcher(call.substring(call.indexOf('(')))
                .results()
                .map(MatchResult::group)
                .toList();
        for (String parameter : parameters) {
            assertEquals(
                    1,
                    WORD.matcher(expression)
                            .results()
                            .filter(word -> word.group().equals(parameter))
                            .count(),
                    parameter);
        }
        assertTrue(PlannedSql.expression(call).length() > 0);
    }
}
