package dev.ticketsql.mirror.directory;

import dev.ticketsql.event.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Free space of a disk at the time when a file could not be written, which tells a full disk from other failures.
 *
 * @param freeBytes that this user may write
 */
public record DiskSpace(long freeBytes) {

    /** Less free space than the smallest file system allots at once, with room for another process: a full disk. */
    private static final long FULL_BYTES = 1 << 20;

    /** Asks for the space before unfinished files are deleted, which makes room. */
    public static DiskSpace of(Path directory) throws IOException {
        return new DiskSpace(Files.getFileStore(directory).getUsableSpace());
    }

    /**
     * {@link ErrorKind#DISK_FULL}, or {@code other} if the failure has another reason. DuckDB deletes the file that did
     * not fit, so that there is space again: then the operating system's words tell.
     */
    public ErrorKind kindOf(Exception failure, ErrorKind other) {
        boolean isFull =
                freeBytes < FULL_BYTES || String.valueOf(failure.getMessage()).contains("No space left on device");
        return isFull ? ErrorKind.DISK_FULL : other;
    }
}
