package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The batch files for Windows do what the scripts of {@code bin} do, as far as their text tells. */
final class BatchFilesTest {

    private static final Path SCRIPTS = Path.of("bin");
    private static final Path BATCH_FILES = Path.of("src/main/distribution/bin");

    private static final Pattern OPTION = Pattern.compile("(?<=[ =\"])-(?:XX:|D|-enable|-sun)[\\w.:+=-]++(?!\"\\*)");

    /** A batch file cannot tell a terminal. */
    private static final Set<String> OF_SCRIPTS_ALONE =
            Set.of("-Dticketsql.terminal=", "-Dticketsql.progress.terminal=true");

    /** For short statements: a batch file that looked for {@code -e} would run what quotes in a statement set free. */
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    @Test
    void thereIsOneForEachScriptButTheBenchmarks() throws Exception {
        assertEquals(
                names(SCRIPTS)
                        .filter(name -> !name.startsWith(".") && !name.equals("bench"))
                        .map(name -> name + ".cmd")
                        .toList(),
                names(BATCH_FILES).filter(name -> !name.startsWith(".")).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mirror", "sandbox", "sqlline"})
    void oneStartsTheSameProgramWithTheSameOptions(String name) throws Exception {
        String script = script(name);
        String batch = batchFile(name);
        assertEquals(program(script), program(batch));
        assertEquals(script.contains("use_small_collector"), batch.contains(" %collector% "));
        Set<String> expected = options(script);
        if (name.equals("sqlline")) {
            expected.remove(FIRST_COMPILER);
        }
        assertEquals(expected, options(batch));
    }

    @Test
    void bothGiveJavaTheSameOptionsWhateverTheProgram() throws Exception {
        String running = script(".launch").replaceFirst("(?s).*# --- Running\\.", "");
        Set<String> expected = options(running.replaceFirst("(?s)# run_java .*", ""));
        assertEquals(expected, options(batchFile(".launch")));
        assertTrue(expected.contains("-XX:+UseSerialGC"), expected::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mirror", "sandbox", "sqlline"})
    void oneEndsWithTheExitCodeOfItsProgram(String name) throws Exception {
        List<String> lines = batchFile(name).lines().toList();
        String command = lines.get(lines.size() - 2);
        assertTrue(command.startsWith("\"%java%\" %java_options% "), command);
        assertTrue(command.contains(" %JAVA_OPTS% -cp \"%class_path%\" "), command);
        assertTrue(command.endsWith(" %*"), command);
        assertEquals("exit /b %ERRORLEVEL%", lines.get(lines.size() - 1));
    }

    private static Set<String> options(String text) {
        Set<String> options = new TreeSet<>(
                OPTION.matcher(text).results().map(MatchResult::group).toList());
        options.removeAll(OF_SCRIPTS_ALONE);
        return options;
    }

    private static List<String> program(String text) {
        return Pattern.compile("dev\\.ticketsql\\.[a-z.]+[A-Z]\\w*")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static String script(String name) throws IOException {
        return Files.readString(SCRIPTS.resolve(name));
    }

    private static String batchFile(String name) throws IOException {
        return Files.readString(BATCH_FILES.resolve(name + ".cmd"));
    }

    private static Stream<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }
}
