package dev.ticketsql.api;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.files.DirectoryTrust;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.files.NewFiles;
import dev.ticketsql.files.PlainFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the {@link RateLimiterState} of one account in a file that the processes of one user, or of a group, share
 * under a file lock. The operating system releases the lock of a process that dies. Safe for many threads.
 *
 * <p>Each decision opens and closes the file, so that a deleted file is created again.
 */
final class RateLimiterFile {

    private static final Logger LOG = LoggerFactory.getLogger(RateLimiterFile.class);

    private final Path file;
    private final FileSharing sharing;
    private boolean trusted;

    RateLimiterFile(Path file, FileSharing sharing) {
        this.file = file;
        this.sharing = sharing;
    }

    /**
     * Runs {@code decision} on the shared state under the file lock. Blocks while another process holds the lock, for
     * as long as reading and writing one line takes.
     *
     * @throws IOException if the file cannot be created, locked, read or written, or its directory is not trusted
     */
    long decide(ToLongFunction<RateLimiterState> decision) throws IOException {
        // Closing a file drops all locks of the JVM on it (POSIX), also a lock that another thread holds.
        synchronized (RateLimiterFile.class) {
            return decideAlone(decision);
        }
    }

    private long decideAlone(ToLongFunction<RateLimiterState> decision) throws IOException {
        create();
        Set<OpenOption> access = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try (FileChannel channel = FileChannel.open(file, access);
                FileLock lock = channel.lock()) {
            RateLimiterState state = RateLimiterText.read(read(channel));
            long decided = decision.applyAsLong(state);
            if (lock.isValid()) {
                write(channel, RateLimiterText.write(state));
            }
            return decided;
        }
    }

    /** Creates the file and its directory where they are missing; neither may be a link or a pipe. */
    private void create() throws IOException {
        Path directory = requireNonNull(file.toAbsolutePath().getParent(), "directory of the file");
        NewFiles newFiles = NewFiles.of(sharing, directory);
        newFiles.createDirectories(directory);
        if (!trusted) {
            new DirectoryTrust(sharing, LOG::warn).require(directory.toRealPath());
            trusted = true;
        }
        PlainFiles.requireFile(file);
        if (!Files.exists(file)) {
            newFiles.createFile(file);
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
}
