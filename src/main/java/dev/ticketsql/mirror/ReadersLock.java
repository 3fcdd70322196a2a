package dev.ticketsql.mirror;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock file between the processes that use one directory: shared by those that read, held alone by one that takes
 * files away. The operating system lets go of it when a process dies. Knows nothing of what it protects; not safe for
 * several threads at once.
 *
 * <p>Where the file or its system cannot be locked, reading goes on and {@link #alone} never succeeds: nothing is ever
 * taken away there. POSIX drops a process's locks on a file when the process closes any channel to it: a process opens
 * one mirror per directory.
 */
final class ReadersLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadersLock.class);

    private final Optional<FileChannel> channel;
    private final boolean writable;

    /**
     * The one byte this reader locks. A JVM refuses two locks of its own on one byte, even shared ones; places at
     * random let two readers of one JVM be.
     */
    private final long place = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE - 1);

    private Optional<FileLock> shared = Optional.empty();

    private ReadersLock(Optional<FileChannel> channel, boolean writable) {
        this.channel = channel;
        this.writable = writable;
    }

    /**
     * Opens the lock file, making it (mode 0600) if {@code writable}.
     *
     * @throws IOException if the file cannot be opened
     */
    static ReadersLock open(Path file, boolean writable) throws IOException {
        if (writable) {
            Set<StandardOpenOption> access =
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new ReadersLock(Optional.of(FileChannel.open(file, access, OwnerOnly.file())), true);
        }
        return new ReadersLock(
                Files.isReadable(file)
                        ? Optional.of(FileChannel.open(file, StandardOpenOption.READ))
                        : Optional.empty(),
                false);
    }

    /** From here on no process is {@link #alone}. Waits while one is, which is as long as deleting some files takes. */
    void share() {
        try {
            shared = channel.isPresent() ? Optional.of(channel.get().lock(place, 1, true)) : Optional.empty();
        } catch (IOException | OverlappingFileLockException e) {
            LOG.warn("Cannot lock the mirror for reading; superseded files are left to other processes", e);
        }
    }

    /** Ends {@link #share}. */
    void unshare() {
        try {
            if (shared.isPresent()) {
                shared.get().release();
            }
        } catch (IOException e) {
            LOG.warn("Cannot unlock the mirror after reading", e);
        }
        shared = Optional.empty();
    }

    /**
     * Does {@code work} if no process reads, and lets none start meanwhile; otherwise does nothing.
     *
     * @return whether it was done
     */
    boolean alone(Runnable work) {
        if (channel.isEmpty() || !writable) {
            return false;
        }
        try (FileLock exclusive = channel.get().tryLock()) {
            if (exclusive == null) {
                return false;
            }
            work.run();
            return true;
        } catch (IOException | OverlappingFileLockException e) {
            LOG.debug("Cannot lock the mirror alone", e);
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
        }
    }
}
