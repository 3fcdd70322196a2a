package dev.ticketsql.correctness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server on a loopback port, over a new cluster in a temporary directory, from the binaries of the
 * machine. Text orders by code point, as collation C has it, but letters have their upper and lower case in every
 * script; clocks are of UTC. The server ends when it is closed, and when this process ends.
 */
final class PostgresServer implements AutoCloseable {

    /** The reason for skipping a test if {@link #start} finds none. */
    static final String ABSENT = "no PostgreSQL here, so that it is not asked: apt-get install postgresql";

    /** Where Debian puts the versions. */
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private static final String USER = "postgres";

    /** The folder of the cluster. */
    private static final String DATA = "data";

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    /** Ends the server when the other end of the shell's input is closed. */
    private static final String KEEPER = "\"$@\" & server=$!; cat > /dev/null; kill -INT $server; wait $server";

    private final Path directory;
    private final Process keeper;
    private final String url;

    private PostgresServer(Path directory, Process keeper, String url) {
        this.directory = directory;
        this.keeper = keeper;
        this.url = url;
    }

    /**
     * Starts one; empty where it is not installed.
     *
     * @throws IOException if it does not start; the message has the server's log
     */
    static Optional<PostgresServer> start() throws IOException, InterruptedException {
        Optional<Path> binaries = newestBinaries();
        if (binaries.isEmpty()) {
            return Optional.empty();
        }
        Path directory = Files.createTempDirectory("postgres");
        if (isRoot()) {
            // It refuses to run as root.
            Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        }

        initialize(binaries.orElseThrow(), directory);
        int port = freePort();
        Process keeper = shell(
                directory,
                KEEPER,
                List.of(
                        binaries.orElseThrow().resolve("postgres").toString(),
                        "-D",
                        directory.resolve(DATA).toString(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off",
                        "-c",
                        "jit=off",
                        "-c",
                        "timezone=UTC"));
        PostgresServer server = new PostgresServer(
                directory, keeper, "jdbc:postgresql://127.0.0.1:" + port + "/" + USER + "?user=" + USER);
        server.awaitStart();
        return Optional.of(server);
    }

    private static Optional<Path> newestBinaries() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(binaries -> Files.isExecutable(binaries.resolve("initdb")))
                    .max(Comparator.comparing(
                            binaries -> Integer.valueOf(binaries.getName(3).toString())));
        }
    }

    private static void initialize(Path binaries, Path directory) throws IOException, InterruptedException {
        Process initialized = shell(
                directory,
                "exec \"$@\"",
                List.of(
                        binaries.resolve("initdb").toString(),
                        "--pgdata=" + directory.resolve(DATA),
                        "--username=" + USER,
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C.UTF-8",
                        "--no-sync"));
        if (initialized.waitFor() != 0) {
            throw new IOException("initdb failed: " + log(directory));
        }
    }

    /** A process of a user that is not root; its output goes to the log. */
    private static Process shell(Path directory, String script, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        command.addAll(List.of("sh", "-c", script, "sh"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart() throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        while (true) {
            try {
                connect().close();
                return;
            } catch (SQLException e) {
                if (!keeper.isAlive() || System.nanoTime() - startNanos > START_LIMIT.toNanos()) {
                    IOException failure = new IOException("PostgreSQL did not start: " + log(directory), e);
                    close();
                    throw failure;
                }
                Thread.sleep(50);
            }
        }
    }

    private static String log(Path directory) throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    /** A connection of its own. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** Ends it, and with it all connections, and deletes its directory. */
    @Override
    public void close() throws IOException {
        keeper.getOutputStream().close();
        keeper.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
