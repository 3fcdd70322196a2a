package dev.ticketsql.mirror.directory;

import dev.ticketsql.files.NewFiles;
import dev.ticketsql.files.PlainFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file with byte-range locks between processes. Safe for many threads.
 *
 * <p>POSIX drops all locks of a process on a file as soon as the process closes any descriptor of it. So all users of
 * the same file in this process, by whatever path, share one channel, which the last one closes. Locks are tried
 * without blocking: an interrupt during a blocking lock would close the channel.
 */
public final class LockFile implements AutoCloseable {

    /** Per process, as the locks are. By the system's file key: a hard link is the same file. */
    private static final Map<Object, Shared> OPEN = new HashMap<>();

    /** The one channel to a file, with a count of its users. */
    private static final class Shared {

        private final Object key;
        private final FileChannel channel;
        private final boolean writable;
        private int users;

        private Shared(Object key, Path file) throws IOException {
            this.key = key;
            this.writable = Files.isWritable(file);
            this.channel = FileChannel.open(
                    file,
                    writable
                            ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)
                            : Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        }
    }

    private final Shared shared;
    private boolean closed;

    private LockFile(Shared shared) {
        this.shared = shared;
    }

    /**
     * Opens the file, creating it (mode 0600) if it is missing.
     *
     * @throws IOException if it cannot be created or opened, or is no file: a link is not followed
     */
    public static LockFile open(Path file) throws IOException {
        synchronized (OPEN) {
            PlainFiles.requireFile(file);
            if (!Files.exists(file)) {
                NewFiles.forOwner().createFile(file);
            }
            Object fileKey = PlainFiles.attributes(file).fileKey();
            // Windows has no such key; there a lock is not lost either when another channel is closed.
            Object key = fileKey == null ? file.toRealPath() : fileKey;
            Shared shared = OPEN.get(key);
            if (shared == null) {
                shared = new Shared(key, file);
                OPEN.put(key, shared);
            }
            shared.users++;
            return new LockFile(shared);
        }
    }

    /**
     * Locks {@code size} bytes from {@code place} on; empty if another user, also in this process, has locked one of
     * them.
     *
     * @param forAll true for a shared lock, false for an exclusive one
     * @throws IOException if files cannot be locked there
     */
    public Optional<FileLock> tryLock(long place, long size, boolean forAll) throws IOException {
        if (!forAll && !shared.writable) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(shared.channel.tryLock(place, size, forAll));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (OPEN) {
            if (closed) {
                return;
            }
            closed = true;
            if (--shared.users == 0) {
                OPEN.remove(shared.key);
                shared.channel.close();
            }
        }
    }
}
