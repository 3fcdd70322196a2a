package dev.ticketsql.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A file whose content nobody can guess, alone in its directory, and a port of this machine that nobody has to call:
 * whoever reads the one or calls the other is seen.
 */
final class Canaries implements AutoCloseable {

    private final String content = "canary-" + UUID.randomUUID();
    private final Path file;
    private final ServerSocket port;
    private final List<String> calls = new CopyOnWriteArrayList<>();

    Canaries(Path directory) throws IOException {
        file = Files.writeString(directory.resolve("canary.csv"), content + "\n" + content + "\n");
        port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread listener = new Thread(this::listen, "canary");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        while (!port.isClosed()) {
            try (Socket call = port.accept()) {
                calls.add("a call from " + call.getRemoteSocketAddress());
            } catch (IOException e) {
                if (!port.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    Path file() {
        return file;
    }

    int port() {
        return port.getLocalPort();
    }

    /** Whether a text shows what the file holds. */
    boolean isReadIn(String text) {
        return text.contains(content);
    }

    /** Fails if the port was called, a file was written beside the canary, or a process was started. */
    void assertAlone() throws IOException {
        assertEquals(List.of(), calls);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
        assertEquals(List.of(), ProcessHandle.current().descendants().toList());
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
