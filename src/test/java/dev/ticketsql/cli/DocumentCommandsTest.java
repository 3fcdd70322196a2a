package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.account.Option;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.SqlClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands in blocks {@code console} of README.md and of the pages of src/docs. */
final class DocumentCommandsTest {

    private static final String TYPED = "$ ";

    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=('[^']*'|\\S+) ?");

    private static final Pattern STATEMENT = Pattern.compile("-e \"([^\"]+)\"");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```console\n(.*?)^ *```$");

    /** Programs that other tests start, or that are not ours. */
    private static final Set<String> OTHERS = Set.of("mvn verify", "spark-submit");

    private static Stream<String> commands() {
        return Document.all().stream()
                .flatMap(page -> BLOCK.matcher(page.text()).results())
                .flatMap(block ->
                        commands(block.group(1).lines().map(String::strip).toList()))
                .distinct();
    }

    /** All lines, or in the transcript of a session those that were typed. */
    private static Stream<String> commands(List<String> lines) {
        boolean isTranscript = lines.get(0).startsWith(TYPED);
        return isTranscript
                ? lines.stream().filter(line -> line.startsWith(TYPED)).map(line -> line.substring(TYPED.length()))
                : lines.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandDoesSomethingThatThereIs(String line) throws Exception {
        Matcher assignment = ASSIGNMENT.matcher(line.replaceFirst("^export ", ""));
        int command = 0;
        while (assignment.lookingAt()) {
            assertTrue(isOption(assignment.group(1)), assignment.group(1));
            command = assignment.end();
            assignment.region(command, line.replaceFirst("^export ", "").length());
        }
        if (!line.startsWith("export ")) {
            assertRuns(line.substring(command), line.contains("TICKETSQL_CHECK=true"));
        }
    }

    private static boolean isOption(String name) {
        return Arrays.stream(Option.values())
                .anyMatch(option -> option.environmentName().equals(name));
    }

    private static void assertRuns(String command, boolean check) throws Exception {
        List<String> words = List.of(command.split(" "));
        switch (words.get(0)) {
            case "bin/sqlline" -> {
                try (SqlClient client =
                        SqlClient.to(URI.create("sandbox:?events=20000&seed=1"), "check", Boolean.toString(check))) {
                    for (MatchResult sql : STATEMENT.matcher(command).results().toList()) {
                        assertFalse(client.rows(sql.group(1)).isEmpty(), sql.group(1));
                    }
                }
            }
            // MirrorDocumentTest runs those of its page, one after the other.
            case "bin/mirror" -> assertTrue(Document.page("mirror.md").text().contains(command + "\n"), command);
            case "bin/sandbox" -> {
                String options = command.replaceAll("--port \\d+", "").replaceAll("[^-]*--([\\w-]+) (\\S+)", "&$1=$2");
                try (SqlClient client = SqlClient.to(URI.create("sandbox:?" + options.substring(1)))) {
                    assertFalse(
                            client.rows("SELECT id FROM ticket_events LIMIT 1").isEmpty());
                }
            }
            case "curl" -> assertAnswers(command.replaceFirst(".*\"http://[^/]+(/[^\"]*)\"$", "$1"));
            default -> assertTrue(OTHERS.contains(command) || OTHERS.contains(words.get(0)), command);
        }
    }

    private static void assertAnswers(String path) throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults(InstantSource.system()), InstantSource.system())) {
            URI uri = URI.create(sandbox.baseUrl() + path.replace("[", "%5B").replace("]", "%5D"));
            assertEquals(
                    200,
                    HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                            .statusCode());
        }
    }
}
