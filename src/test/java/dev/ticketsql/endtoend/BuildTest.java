package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.calcite.Option;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the build keeps away from the tests: they must give the same answers whoever runs them. */
final class BuildTest {

    private static final Pattern EXCLUDED =
            Pattern.compile("(?s)<excludedEnvironmentVariables>(.*?)</excludedEnvironmentVariables>");

    @Test
    void noTestSeesTheAccountOfWhoeverRunsIt() throws Exception {
        List<String> options =
                Arrays.stream(Option.values()).map(Option::environmentName).toList();
        List<String> lists = EXCLUDED.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertEquals(2, lists.size(), "one for the tests, one for those of the scripts");
        for (String list : lists) {
            List<String> excluded = Pattern.compile("<variable>(\\w+)</variable>")
                    .matcher(list)
                    .results()
                    .map(variable -> variable.group(1))
                    .toList();
            assertTrue(excluded.containsAll(options), () -> "missing in pom.xml: " + missing(options, excluded));
        }
        for (String option : options) {
            assertNull(System.getenv(option), option);
        }
    }

    private static List<String> missing(List<String> options, List<String> excluded) {
        return options.stream().filter(option -> !excluded.contains(option)).toList();
    }
}
