package dev.ticketsql.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Statements that name files, hosts and programs, in a process whose system calls are recorded: it opens what Java and
 * the system's library need, the class path and its own directory, calls this machine alone, and starts nothing.
 */
@Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
final class OtherFilesIT {

    private static final Path STRACE = Path.of("/usr/bin/strace");

    /** {@code openat(AT_FDCWD</work>, "name", ...}, of the directory and the name. */
    private static final Pattern OPENED = Pattern.compile(
            "\\b(?:open|openat|openat2|creat)\\((?:(?:AT_FDCWD|\\d+)<([^>]*)>, )?\"((?:[^\"\\\\]|\\\\.)*)\"");

    private static final Pattern EXECUTED = Pattern.compile("\\bexecve(?:at)?\\(.*?\"([^\"]*)\"");

    private static final Pattern CONNECTED = Pattern.compile("\\bconnect\\(\\d+[^,]*, \\{(.*)");

    /** What the system's library and Java read on their own. */
    private static final List<String> SYSTEM = List.of(
            "/proc/", "/sys/", "/dev/", "/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/", "/usr/share/", "/run/nscd/");

    private static final List<String> SYSTEM_FILES = List.of(
            "/etc/ld.so.cache",
            "/etc/ld.so.preload",
            "/etc/localtime",
            "/etc/timezone",
            "/etc/nsswitch.conf",
            "/etc/passwd",
            "/etc/group",
            "/etc/hosts",
            "/etc/host.conf",
            "/etc/resolv.conf",
            "/etc/gai.conf",
            "/etc/os-release",
            "/etc/lsb-release");

    @TempDir
    private Path directory;

    @TempDir
    private Path elsewhere;

    @Test
    void noStatementOpensAnotherFileCallsAnotherHostOrStartsAProgram() throws Exception {
        assumeTrue(Files.isExecutable(STRACE), "no " + STRACE + " here to record system calls with");
        assumeTrue(
                CommandLine.of(STRACE, directory).run("-o", "/dev/null", "true").exitCode() == 0,
                "strace may not trace here");
        try (Canaries canaries = new Canaries(elsewhere)) {
            HostileStatements all = new HostileStatements(0, canaries.file(), canaries.port());
            List<String> statements =
                    IntStream.range(0, all.listed()).mapToObj(all::statement).toList();
            Path file = Files.write(directory.resolve("statements.sql"), statements);
            Path trace = directory.resolve("trace.txt");

            Outcome outcome = CommandLine.of(STRACE, directory)
                    .run(
                            "-f",
                            "-y",
                            "-qq",
                            "-e",
                            "trace=open,openat,openat2,creat,connect,execve,execveat",
                            "-o",
                            trace.toString(),
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-Djava.io.tmpdir=" + directory,
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                            "-cp",
                            System.getProperty("java.class.path"),
                            StatementsProgram.class.getName(),
                            file.toString());

            assertTrue(outcome.out().matches("\\d+ answered, \\d+ refused\\n"), outcome::toString);
            List<String> calls = Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
            assertTrue(calls.stream().anyMatch(call -> call.contains(directory.toString())), "nothing was recorded");
            assertEquals(List.of(), foreignFiles(calls));
            assertEquals(List.of(), foreignHosts(calls, canaries.port()));
            assertEquals(
                    1,
                    calls.stream().filter(call -> EXECUTED.matcher(call).find()).count(),
                    "programs, with java itself");
            canaries.assertAlone();
        }
    }

    @Test
    void whatARecordingShowsIsSeen() throws IOException {
        List<String> calls = List.of(
                "7 openat(AT_FDCWD</work>, \"/etc/shadow\", O_RDONLY) = -1 EACCES (Permission denied)",
                "7 openat(5</home/jane>, \".netrc\", O_RDONLY <unfinished ...>",
                "7 openat(AT_FDCWD</work>, \"" + directory.resolve("x") + "\", O_RDONLY) = 3</x>",
                "7 connect(9<socket:[1]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"1.2.3.4\")}, 16) = 0",
                "7 connect(9<socket:[1]>, {sa_family=AF_INET, sin_port=htons(81), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0",
                "7 connect(9<socket:[1]>, {sa_family=AF_INET, sin_port=htons(82), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0");

        assertEquals(List.of("/etc/shadow", "/home/jane/.netrc"), foreignFiles(calls));
        assertEquals(2, foreignHosts(calls, 82).size());
    }

    private List<String> foreignFiles(List<String> calls) throws IOException {
        List<Path> own = new ArrayList<>(List.of(directory.toRealPath(), directory));
        Path home = Path.of(System.getProperty("java.home"));
        own.addAll(List.of(home, home.toRealPath()));
        // Debian's Java has its configuration there.
        own.addAll(realParents(home));
        own.addAll(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .toList());
        return calls.stream()
                .flatMap(call -> opened(call).stream())
                .filter(path -> own.stream().noneMatch(path::startsWith))
                .map(Path::toString)
                .filter(path -> SYSTEM.stream().noneMatch((path + "/")::startsWith))
                .filter(path -> !SYSTEM_FILES.contains(path))
                // Java's counters, for tools such as jps.
                .filter(path -> !path.startsWith("/tmp/hsperfdata_"))
                .distinct()
                .toList();
    }

    private static List<Path> realParents(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home, 4)) {
            List<Path> found = new ArrayList<>();
            for (Path link : files.filter(file -> Files.isSymbolicLink(file) && Files.exists(file))
                    .toList()) {
                Path target = link.toRealPath();
                found.add(Files.isDirectory(target) ? target : target.getParent());
            }
            return found;
        }
    }

    private List<Path> opened(String call) {
        Matcher opened = OPENED.matcher(call);
        if (!opened.find()) {
            return List.of();
        }
        Path base = opened.group(1) == null ? directory : Path.of(opened.group(1));
        return List.of(base.resolve(opened.group(2)).normalize());
    }

    /** Sockets of this machine's name service, and the sandbox's, are what Java calls itself. */
    private static List<String> foreignHosts(List<String> calls, int canary) {
        return calls.stream()
                .map(CONNECTED::matcher)
                .filter(Matcher::find)
                .map(call -> call.group(1))
                .filter(address -> address.contains("htons(" + canary + ")")
                        || !(address.contains("\"127.0.0.1\"")
                                || address.contains("\"::ffff:127.0.0.1\"")
                                || address.contains("\"::1\"")
                                || address.contains("nscd")))
                .distinct()
                .toList();
    }
}
