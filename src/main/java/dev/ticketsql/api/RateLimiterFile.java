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
 * The {@link RateLimiterState} of one account in a file that the processes of one user share, one of them at a time.
 * The operating system lets go of the lock of a process that dies. Knows nothing of what is decided. Safe for many
 * threads.
 *
 * <p>The file is opened for each decision and closed after it, so that one that was deleted is made again.
 */
final class RateLimiterFile {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path file;

    RateLimiterFile(Path file) {
        this.file = file;
    }

    /**
     * Lets {@code decision} read and change what all processes know. Waits while another process decides, which takes
     * no longer than reading and writing a line.
     *
     * @throws IOException if the file cannot be made, locked, read or written
     */
    long decide(ToLongFunction<RateLimiterState> decision) throws IOException {
        // A JVM that closes a file gives up every lock it has on it (POSIX), also one that another thread relies on.
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
            RateLimiterState pace = RateLimiterText.read(read(channel));
            long decided = decision.applyAsLong(pace);
            if (lock.isValid()) {
                write(channel, RateLimiterText.write(pace));
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
