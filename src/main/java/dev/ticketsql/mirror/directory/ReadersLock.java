package dev.ticketsql.mirror.directory;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock file between the processes that use one directory: shared by readers, exclusive for a process that deletes
 * files. The operating system releases the locks of a process that dies. Not safe for several threads at once.
 *
 * <p>If the file cannot be locked, reads go on without a lock and {@link #alone} never succeeds: nothing is ever
 * deleted there.
 */
public final class ReadersLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadersLock.class);

    private final Optional<LockFile> file;
    private final boolean writable;

    /**
     * The byte that this reader locks, at random: a JVM rejects two locks of its own on one byte, even shared ones, so
     * that two readers of one JVM need two bytes.
     */
    private final long place = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE - 1);

    private Optional<FileLock> shared = Optional.empty();

    private ReadersLock(Optional<LockFile> file, boolean writable) {
        this.file = file;
        this.writable = writable;
    }

    /**
     * Opens the lock file, creating it (mode 0600) if {@code writable}.
     *
     * @throws IOException if the file cannot be opened
     */
    public static ReadersLock open(Path file, boolean writable) throws IOException {
        return new ReadersLock(
                writable || Files.isReadable(file) ? Optional.of(LockFile.open(file)) : Optional.empty(), writable);
    }

    /**
     * Takes a shared lock, which prevents {@link #alone} in all processes.
     *
     * @return false if a process is alone now: try again
     */
    public boolean tryShare() {
        if (file.isEmpty()) {
            return true;
        }
        try {
            shared = file.get().tryLock(place, 1, true);
            return shared.isPresent();
        } catch (IOException e) {
            LOG.warn("Cannot lock the mirror for reading; superseded files are left to other processes", e);
            return true;
        }
    }

    /** Releases the shared lock. */
    public void unshare() {
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
     * Runs {@code work} under the exclusive lock, unless a process reads. No process can start to read meanwhile.
     *
     * @return true if {@code work} was run
     */
    public boolean alone(Runnable work) {
        if (file.isEmpty() || !writable) {
            return false;
        }
        try {
            Optional<FileLock> exclusive = file.get().tryLock(0, Long.MAX_VALUE, false);
            if (exclusive.isEmpty()) {
                return false;
            }
            try (FileLock held = exclusive.get()) {
                work.run();
                return held.isValid();
            }
        } catch (IOException e) {
            LOG.debug("Cannot lock the mirror alone", e);
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
