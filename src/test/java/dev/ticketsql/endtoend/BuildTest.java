package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.account.Option;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks of the build, and the environment that it keeps away from tests, so that they answer alike on each machine.
 */
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

    @ParameterizedTest
    @CsvSource({"time-zones, America/Los_Angeles Asia/Kolkata", "clients, America/Los_Angeles Europe/Berlin Asia/Tokyo"
    })
    void whatDependsOnTheZoneIsTestedInMore(String tag, String zones) throws Exception {
        List<String> runs = Pattern.compile("<groups>([^<]*)</groups>.*?-Duser.timezone=([\\w/]+)", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .filter(run -> List.of(run.group(1).split(" \\| ")).contains(tag))
                .map(run -> run.group(2))
                .toList();
        assertEquals(List.of(zones.split(" ")), runs);
    }

    @Test
    void aChangeMustPassTheReadmesFirstCommand() throws Exception {
        Pattern command = Pattern.compile("bin/sqlline -e \"(.*)\"");
        Matcher readme = command.matcher(Files.readString(Path.of("README.md")));
        Matcher change = command.matcher(Files.readString(Path.of(".ci/run")));
        assertTrue(readme.find() && change.find());
        assertEquals(readme.group(1), change.group(1));
    }

    private static List<String> missing(List<String> options, List<String> excluded) {
        return options.stream().filter(option -> !excluded.contains(option)).toList();
    }
}
