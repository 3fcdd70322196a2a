package dev.ticketsql.mirror.directory;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that one process does alone, under the exclusive lock of a file. */
@FunctionalInterface
interface ExclusiveWork {

    /** Does the work. */
    void run() throws IOException;

    /**
     * Does {@code work} as soon as no other has a lock of the file.
     *
     * @return false, without having worked, if that takes longer than {@code patience}
     * @throws IOException if the work fails, or the file cannot be locked at all
     */
    static boolean alone(Path lockFile, Duration patience, ExclusiveWork work) throws IOException {
        Logger log = LoggerFactory.getLogger(ExclusiveWork.class);
        long untilNanos = System.nanoTime() + patience.toNanos();
        try (LockFile file = LockFile.open(lockFile)) {
            Optional<FileLock> lock = tryLock(file, lockFile);
            while (lock.isEmpty() && System.nanoTime() - untilNanos < 0) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
                lock = tryLock(file, lockFile);
            }
            if (lock.isEmpty()) {
                return false;
            }
            try (FileLock held = lock.get()) {
                log.debug("Working under {}", held);
                work.run();
                return true;
            }
        }
    }

    private static Optional<FileLock> tryLock(LockFile file, Path name) throws IOException {
        try {
            return file.tryLock(0, Long.MAX_VALUE, false);
        } catch (IOException e) {
            throw new ClassifiedIOException(
                    ErrorKind.FILES,
                    name + " cannot be locked: " + MirrorDirectory.reason(e)
                            + "; give option mirror a directory on another file system",
                    e);
        }
    }
}
