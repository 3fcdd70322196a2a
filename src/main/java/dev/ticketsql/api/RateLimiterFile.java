package dev.ticketsql.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Keeps the {@link RateLimiterState} of one account in a file that the processes of one user share under a file lock.
 * The operating system releases the lock of a process that dies. Safe for many threads.
 *
 * <p>Each decision opens and closes the file, so that a deleted file is created again.
 */
final class RateLimiterFile {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path file;

    RateLimiterFile(Path file) {
        this.file = file;
    }

    /**
     * Runs {@code decision} on the shared state under the file lock. Blocks while another process holds the lock, for
     * as long as reading and writing one line takes.
     *
     * @throws IOException if the file cannot be created, locked, read or written
     */
    long decide(ToLongFunction<RateLimiterState> decision) throws IOException {
        // Closing a file drops all locks of the JVM on it (POSIX), also a lock that another thread holds.
        synchronized (RateLimiterFile.class) {
            return decideAlone(decision);
        }
    }

    private long decideAlone(ToLongFunction<RateLimiterState> decision) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent(), onlyOwner("rwx------"));
        Set<StandardOpenOption> access =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, access, onlyOwner("rw-------"));
                FileLock lock = channel.lock()) {
            RateLimiterState state = RateLimiterText.read(read(channel));
            long decided = decision.applyAsLong(state);
            if (lock.isValid()) {
                write(channel, RateLimiterText.write(state));
            }
            return decided;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.min(channel.size(), 1 << 20)));
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes);
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        channel.position(0);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.truncate(channel.position());
    }

    private static FileAttribute<?>[] onlyOwner(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
