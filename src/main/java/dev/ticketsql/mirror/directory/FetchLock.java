package dev.ticketsql.mirror.directory;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock file between the processes that fetch into one directory: one of them holds the turn, one is next, the others
 * wait to be next. The operating system takes both places from a process that dies. Knows nothing of pages; not safe
 * for several threads at once.
 *
 * <p>Whoever wants the turn must be next first. So a process that fetches page after page lets everybody else have one
 * in between, although it asks again the moment it is done.
 *
 * <p>Where the file cannot be locked, every attempt succeeds: two processes may then fetch a page twice, which costs a
 * request and harms nothing.
 */
public final class FetchLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FetchLock.class);

    private static final long TURN_PLACE = 0;
    private static final long NEXT_PLACE = 1;

    private final Optional<LockFile> file;
    private Optional<FileLock> next = Optional.empty();
    private Optional<FileLock> turn = Optional.empty();

    private FetchLock(Optional<LockFile> file) {
        this.file = file;
    }

    /**
     * Opens the lock file, making it (mode 0600) if {@code writable}; where nothing can be written, nothing is fetched.
     *
     * @throws IOException if the file cannot be opened
     */
    public static FetchLock open(Path lockFile, boolean writable) throws IOException {
        return new FetchLock(writable ? Optional.of(LockFile.open(lockFile)) : Optional.empty());
    }

    /** Gets a step nearer to the turn if the others let it; returns whether this process has it now. */
    public boolean tryBegin() {
        if (file.isEmpty()) {
            return true;
        }
        try {
            if (next.isEmpty()) {
                next = file.get().tryLock(NEXT_PLACE, 1, false);
            }
            if (next.isPresent()) {
                turn = file.get().tryLock(TURN_PLACE, 1, false);
            }
            if (turn.isPresent()) {
                stepBack();
            }
            return turn.isPresent();
        } catch (IOException e) {
            LOG.warn("Cannot lock the mirror for fetching; another process may fetch the same", e);
            stepBack();
            return true;
        }
    }

    /** No longer wants the turn. */
    public void stepBack() {
        release(next);
        next = Optional.empty();
    }

    /** Lets another process have the turn. */
    public void end() {
        release(turn);
        turn = Optional.empty();
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
