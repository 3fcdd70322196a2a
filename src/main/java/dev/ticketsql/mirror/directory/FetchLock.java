package dev.ticketsql.mirror.directory;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock file that admits one fetching process to a directory. It has two places: one process holds the lock, one is
 * next, the others wait to be next. The operating system releases both places of a process that dies. Not safe for
 * several threads at once.
 *
 * <p>A process must be next before it gets the lock. So a process that fetches page after page lets the others fetch in
 * between, although it tries again at once.
 *
 * <p>If the file cannot be locked, every attempt succeeds: two processes may then fetch the same page, which costs a
 * request and does no harm.
 */
public final class FetchLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FetchLock.class);

    private static final long HOLDER_PLACE = 0;
    private static final long NEXT_PLACE = 1;

    private final Optional<LockFile> file;
    private Optional<FileLock> next = Optional.empty();
    private Optional<FileLock> held = Optional.empty();

    private FetchLock(Optional<LockFile> file) {
        this.file = file;
    }

    /**
     * Opens the lock file, creating it (mode 0600) if {@code writable}; a read-only directory needs no lock, since
     * nothing is fetched there.
     *
     * @throws IOException if the file cannot be opened
     */
    public static FetchLock open(Path lockFile, boolean writable) throws IOException {
        return new FetchLock(writable ? Optional.of(LockFile.open(lockFile)) : Optional.empty());
    }

    /** Tries to become next and to get the lock; returns true if this process has it now. */
    public boolean tryBegin() {
        if (file.isEmpty()) {
            return true;
        }
        try {
            if (next.isEmpty()) {
                next = file.get().tryLock(NEXT_PLACE, 1, false);
            }
            if (next.isPresent()) {
                held = file.get().tryLock(HOLDER_PLACE, 1, false);
            }
            if (held.isPresent()) {
                stepBack();
            }
            return held.isPresent();
        } catch (IOException e) {
            LOG.warn("Cannot lock the mirror for fetching; another process may fetch the same", e);
            stepBack();
            return true;
        }
    }

    /** True if another process waits for the lock, which this one holds. */
    public boolean isWanted() {
        if (file.isEmpty()) {
            return false;
        }
        try {
            next = file.get().tryLock(NEXT_PLACE, 1, false);
            boolean isWanted = next.isEmpty();
            stepBack();
            return isWanted;
        } catch (IOException e) {
            LOG.debug("Cannot tell if another process waits to fetch", e);
            return true;
        }
    }

    /** Gives up the place of the next. */
    public void stepBack() {
        release(next);
        next = Optional.empty();
    }

    /** Releases the lock. */
    public void end() {
        release(held);
        held = Optional.empty();
    }

    private static void release(Optional<FileLock> lock) {
        try {
            if (lock.isPresent()) {
                lock.get().release();
            }
        } catch (IOException e) {
            LOG.warn("Cannot unlock the mirror after fetching", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
