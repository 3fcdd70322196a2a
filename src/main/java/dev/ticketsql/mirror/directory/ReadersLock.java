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
 * A lock file between the processes that use one directory: shared by those that read, held alone by one that takes
 * files away. The operating system lets go of it when a process dies. Knows nothing of what it protects; not safe for
 * several threads at once.
 *
 * <p>Where the file or its system cannot be locked, reading goes on and {@link #alone} never succeeds: nothing is ever
 * taken away there.
 */
public final class ReadersLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadersLock.class);

    private final Optional<LockFile> file;
    private final boolean writable;

    /**
     * The one byte this reader locks. A JVM refuses two locks of its own on one byte, even shared ones; places at
     * random let two readers of one JVM be.
     */
    private final long place = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE - 1);

    private Optional<FileLock> shared = Optional.empty();

    private ReadersLock(Optional<LockFile> file, boolean writable) {
        this.file = file;
        this.writable = writable;
    }

    /**
     * Opens the lock file, making it (mode 0600) if {@code writable}.
     *
     * @throws IOException if the file cannot be opened
     */
    public static ReadersLock open(Path file, boolean writable) throws IOException {
        return new ReadersLock(
                writable || Files.isReadable(file) ? Optional.of(LockFile.open(file)) : Optional.empty(), writable);
    }

    /**
     * From here on no process is {@link #alone}, if none is now.
     *
     * @return false if one is: to be tried again
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

    /** Ends what {@link #tryShare} began. */
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
     * Does {@code work} if no process reads, and lets none start meanwhile; otherwise does nothing.
     *
     * @return whether it was done
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
