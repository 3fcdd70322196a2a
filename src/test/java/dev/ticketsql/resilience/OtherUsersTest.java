package dev.ticketsql.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.cli.MirrorCommand;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.JavaCommand;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mirrors of several users of a machine, and of a user without a name. Real processes of other users, where the tests
 * run as root on Linux: with their own number, and the right to read the classes of the tests.
 */
@Timeout(120)
final class OtherUsersTest {

    private static final int ANN = 61_001;
    private static final int BOB = 61_002;
    private static final int TEAM = 61_100;

    @TempDir
    private Path parent;

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");

    @AutoClose
    private final Sandbox sandbox = Sandboxes.serving(List.of(), clock);

    private Path mirrors;

    /** What a command printed, and its exit code. */
    private record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void makeADirectoryThatAnybodyMayEnter() throws Exception {
        assumeTrue(canBecomeOthers(), "other users need root on Linux");
        Files.setAttribute(parent, "unix:mode", 0711);
        mirrors = Files.createDirectory(parent.resolve("mirrors"));
    }

    /** As in containers: one that runs under any number, and one that runs as root over a volume of somebody. */
    @Test
    void aUserWithoutANameHasAMirrorOfItsOwnAndRootTakesIt() throws Exception {
        give(mirrors, ANN, TEAM, 0700);
        Outcome outcome = mirror(ANN, "private", "status");
        assertEquals(0, outcome.exitCode(), outcome::toString);
        assertEquals("ticketsql: events are kept in " + account() + " (option mirror)\n", outcome.err());
        Outcome ofRoot = run(List.of(), "private", "status");
        assertEquals(new Outcome(0, outcome.out(), ""), ofRoot);
    }

    @Test
    void aMirrorOfAnotherUserIsRefused() throws Exception {
        give(mirrors, ANN, TEAM, 0770);
        assertEquals(0, mirror(ANN, "private", "status").exitCode());
        Files.setAttribute(account(), "unix:mode", 0755);
        Outcome outcome = mirror(BOB, "private", "status");
        assertEquals(1, outcome.exitCode(), outcome::toString);
        assertEquals(
                "mirror: the mirror " + account() + " is not opened: " + account() + " belongs to " + ANN
                        + ", who could change the answers; give option mirror a directory of your own, or, where a"
                        + " group shares it, mirrorMode=group trusts whom its mode admits\n",
                outcome.err());
        assertEquals(0755, mode(account()));
    }

    @Test
    void aGroupSharesAMirrorInWhichEachMayAddAndRemove() throws Exception {
        give(mirrors, 0, TEAM, 02770);
        for (int user : List.of(ANN, BOB, ANN)) {
            Outcome outcome = mirror(user, "group", "sync", "--from", "2026-01-01");
            assertEquals(0, outcome.exitCode(), outcome::toString);
            outcome = mirror(user, "group", "purge", "--ticket", Integer.toString(user));
            assertEquals(0, outcome.exitCode(), outcome::toString);
        }
        List<String> others = new ArrayList<>();
        try (Stream<Path> everything = Files.walk(mirrors)) {
            for (Path path : everything.toList()) {
                int expected = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? 02770 : 0660;
                if (mode(path) != expected || (int) Files.getAttribute(path, "unix:gid") != TEAM) {
                    others.add(path + " " + Integer.toOctalString(mode(path)));
                }
            }
        }
        assertEquals(List.of(), others);
        assertTrue(Files.isRegularFile(mirrors.resolve("pace").resolve(account().getFileName())));
    }

    @Test
    void aUserWithoutAHomeIsToldToNameADirectory() throws Exception {
        Outcome outcome = run(
                Stream.concat(as(BOB).stream(), Stream.of("env", "-u", "HOME", "-u", "XDG_CACHE_HOME"))
                        .toList(),
                "private",
                "");
        assertEquals(2, outcome.exitCode(), outcome::toString);
        assertTrue(
                outcome.err()
                        .startsWith("mirror: option mirror is not given, and this user has no home directory, as in a"
                                + " container: give option mirror a directory, or none for a temporary one, or set"
                                + " XDG_CACHE_HOME"),
                outcome::toString);
    }

    private static boolean canBecomeOthers() throws InterruptedException {
        try {
            List<String> command =
                    Stream.concat(as(ANN).stream(), Stream.of("true")).toList();
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> as(int user) {
        String read = "--%s=+dac_read_search";
        return List.of(
                "setpriv",
                "--reuid=" + user,
                "--regid=" + user,
                "--groups=" + TEAM,
                read.formatted("inh-caps"),
                read.formatted("ambient-caps"));
    }

    private Outcome mirror(int user, String mode, String... words) throws Exception {
        return run(as(user), mode, words);
    }

    private Outcome run(List<String> launcher, String mode, String... words) throws Exception {
        Path temporary = Files.createTempDirectory(parent, "tmp");
        Files.setAttribute(temporary, "unix:mode", 01777);
        List<String> arguments = new ArrayList<>();
        boolean isNamed = !words[0].isEmpty();
        arguments.addAll(isNamed ? List.of(words) : List.of("status"));
        arguments.addAll(List.of("--baseUrl", sandbox.baseUrl().toString(), "--mirrorMode", mode));
        arguments.addAll(isNamed ? List.of("--mirror", mirrors.toString()) : List.of());
        List<String> command = new ArrayList<>(launcher);
        command.addAll(JavaCommand.of(MirrorCommand.class, temporary, arguments.toArray(String[]::new)));
        Path err = parent.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("XDG_CACHE_HOME", temporary.resolve("cache").toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out, Files.readString(err));
    }

    private Path account() throws IOException {
        try (Stream<Path> children = Files.list(mirrors)) {
            return children.filter(child -> !child.endsWith("pace")).findFirst().orElseThrow();
        }
    }

    private static void give(Path path, int uid, int gid, int mode) throws IOException {
        Files.setAttribute(path, "unix:uid", uid);
        Files.setAttribute(path, "unix:gid", gid);
        Files.setAttribute(path, "unix:mode", mode);
    }

    private static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode") & 07777;
    }
}
