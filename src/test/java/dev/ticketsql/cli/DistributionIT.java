package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.Document;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The zip's folder, unpacked below a name with a space and made read-only, and its scripts as processes of somebody who
 * has Java and the commands of POSIX: no JDK, no Maven, no setting.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DistributionIT {

    /** What the scripts call beside Java. */
    private static final List<String> COMMANDS =
            List.of("cat", "cksum", "dirname", "locale", "ls", "mkdir", "mv", "readlink", "rm", "sed", "tr");

    private static final Path ENV = Path.of("/usr/bin/env");
    private static final Path SET_PRIVILEGES = Path.of("/usr/bin/setpriv");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");

    private Path parent;
    private Path installation;
    private List<String> unpacked;

    @TempDir
    private Path directory;

    private Path home;
    private Path commands;

    @BeforeAll
    void unpack(@TempDir Path temporary) throws Exception {
        parent = temporary;
        installation = UnpackedZip.in(Files.createDirectories(parent.resolve("a folder")));
        change("a-w");
        unpacked = files(installation);
    }

    @AfterAll
    void makeWritable() throws Exception {
        change("u+w");
    }

    @BeforeEach
    void prepare() throws IOException {
        home = Files.createDirectory(directory.resolve("home"));
        commands = Files.createDirectory(directory.resolve("commands"));
        for (String command : COMMANDS) {
            Path program = Stream.of("/usr/bin", "/bin")
                    .map(place -> Path.of(place, command))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(commands.resolve(command), program);
        }
        Files.createSymbolicLink(commands.resolve("java"), JAVA);
    }

    @AfterEach
    void nothingIsWrittenIntoIt() throws IOException {
        // Links first: their targets are the system's.
        try (Stream<Path> links = Files.list(commands)) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
        assertEquals(unpacked, files(installation));
    }

    @Test
    void theFirstQuestionIsAnsweredOverTheSandbox() throws Exception {
        String sql = Document.readme().firstMatch("bin/sqlline -e \"([^\"]+)\"");
        List<String> documented =
                Document.readme().blocks("console").get(0).lines().skip(1).toList();

        Outcome outcome = run("sqlline", "-e", sql);

        assertEquals(0, outcome.exitCode(), outcome.err());
        List<String> rows = outcome.out().lines().toList();
        assertEquals(documented.subList(0, 3), rows.subList(0, 3));
        assertEquals(kinds(documented.subList(3, 10)), kinds(rows.subList(3, 10)));
        assertTrue(
                outcome.err().startsWith("Asking the embedded sandbox of " + installation.resolve("model.json")),
                outcome.err());
    }

    @Test
    void aLinkInPathStartsIt() throws Exception {
        Files.createSymbolicLink(commands.resolve("ticketsql"), script("sqlline"));
        Outcome outcome = CommandLine.of(ENV, directory)
                .run(words("ticketsql", "--version").toArray(String[]::new));
        String version = installation.getFileName().toString().replaceFirst("ticketsql-", "");
        assertEquals(new Outcome(0, "TicketSQL " + version + "\n", ""), outcome);
    }

    @Test
    void wordsAndExitCodesPassUnchanged() throws Exception {
        Outcome outcome = run("sqlline", "--silent=true", "--outputformat=csv", "-e", "SELECT ' \"ä\"  $x *' AS a");
        assertEquals("\"a\"\n\" \"\"ä\"\"  $x *\"\n", outcome.out(), outcome.err());
        assertEquals(0, outcome.exitCode());
        assertEquals(2, run("sqlline", "-e", "SELECT nme").exitCode());
        assertEquals(1, run("sqlline", "--nonsense").exitCode());
    }

    @Test
    void aRunLeavesItsClassesInTheUsersCacheForTheNext() throws Exception {
        Path cache = home.resolve(".cache/ticketsql-classes");
        ask();
        List<String> archives = files(cache);
        assertEquals(2, archives.size(), archives::toString);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)));
        ask();
        assertEquals(archives, files(cache));
    }

    @Test
    void classesAreNotKeptWhereOthersMayWrite() throws Exception {
        Path cache = Files.createDirectories(home.resolve(".cache/ticketsql-classes"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        ask();
        assertEquals(1, files(cache).size());
    }

    @Test
    void theWorkingDirectoryHoldsNoClasses() throws Exception {
        Path log = directory.resolve("log");
        Files.writeString(directory.resolve("simplelogger.properties"), "org.slf4j.simpleLogger.logFile=" + log);
        ask();
        assertTrue(Files.notExists(log), "a file of the working directory set where the log goes");
    }

    @Test
    void theMirrorIsLookedAfter() throws Exception {
        try (Sandbox sandbox = Sandbox.start(
                SandboxOptions.defaults(InstantSource.system()).withEventCount(1_000), InstantSource.system())) {
            Outcome outcome =
                    run("mirror", "status", "--baseUrl", sandbox.baseUrl().toString());
            assertEquals(0, outcome.exitCode(), outcome.err());
            assertEquals(List.of("0"), outcome.values("events"));
            assertTrue(outcome.values("mirror").get(0).startsWith(home.resolve(".cache/ticketsql") + "/"));
        }
        assertEquals(2, run("mirror", "status").exitCode());
    }

    @Test
    void theSandboxRunsUntilASignalEndsIt() throws Exception {
        Outcome help = run("sandbox", "--help");
        assertEquals(0, help.exitCode(), help.err());
        assertTrue(help.out().contains("bin/sandbox [options]"), help.out());

        List<String> words = words(script("sandbox").toString(), "--events", "10");
        Process process = CommandLine.of(ENV, directory).start(words.toArray(String[]::new));
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        assertTrue(out.readLine().startsWith("http://"));
        process.toHandle().destroy();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running");
        assertEquals(143, process.exitValue());
    }

    @Test
    void withoutJavaOneSentenceSaysWhatToInstall() throws Exception {
        Files.delete(commands.resolve("java"));
        assertFails("no Java at 'java': install Java 17 or newer, and set JAVA_HOME or PATH to it\n");
    }

    @Test
    void withAnOldJavaOneSentenceSaysSo() throws Exception {
        Path java = commands.resolve("java");
        Files.delete(java);
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertFails("Java at 'java' has version 8: set JAVA_HOME to Java 17 or newer\n");
    }

    private void assertFails(String message) throws Exception {
        for (String name : List.of("sqlline", "mirror", "sandbox")) {
            assertEquals(new Outcome(1, "", message), run(name, "--help"));
        }
    }

    private void ask() throws Exception {
        Outcome outcome = run("sqlline", "--silent=true", "--outputformat=csv", "-e", "SELECT 1 AS a");
        assertEquals("\"a\"\n1\n", outcome.out(), outcome.err());
        assertEquals(0, outcome.exitCode());
    }

    private Outcome run(String name, String... arguments) throws Exception {
        return CommandLine.of(ENV, directory)
                .run(words(script(name).toString(), arguments).toArray(String[]::new));
    }

    /** Words of {@code env}: an environment of two variables, and no right of root's to write what is read-only. */
    private List<String> words(String program, String... arguments) {
        List<String> words = new ArrayList<>(List.of("-i", "PATH=" + commands, "HOME=" + home));
        if (System.getProperty("user.name").equals("root") && Files.isExecutable(SET_PRIVILEGES)) {
            words.addAll(List.of(SET_PRIVILEGES.toString(), "--bounding-set=-dac_override"));
        }
        words.add(program);
        words.addAll(List.of(arguments));
        return words;
    }

    private Path script(String name) {
        return installation.resolve("bin").resolve(name);
    }

    private void change(String mode) throws Exception {
        Outcome outcome = CommandLine.of(Path.of("/bin/chmod"), parent).run("-R", mode, installation.toString());
        assertEquals(0, outcome.exitCode(), outcome.err());
    }

    /** The columns before the count, of rows of the first question. */
    private static List<String> kinds(List<String> rows) {
        return rows.stream()
                .map(row -> row.replaceFirst("[^|]*\\|$", ""))
                .sorted()
                .toList();
    }

    /** Every file below a directory, with its size and the time of its last change. */
    private static List<String> files(Path directory) throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                files.put(path.toString(), Files.size(path) + " " + Files.getLastModifiedTime(path));
            }
        }
        return files.entrySet().stream().map(Object::toString).toList();
    }
}
