package dev.ticketsql.resilience;

import dev.ticketsql.testing.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system of a few megabytes in memory, which can be filled: mounted where the tests run as root on Linux,
 * otherwise a directory that never fills.
 */
final class SmallDisk implements AutoCloseable {

    private static final int SIZE_MEGABYTES = 12;

    private final Path directory;
    private final Path filler;
    private final boolean mounted;

    SmallDisk(Path directory) {
        this.directory = directory;
        filler = directory.resolve("filler");
        mounted = CommandLine.succeeds(
                "mount", "-t", "tmpfs", "-o", "mode=0700,size=" + SIZE_MEGABYTES + "m", "none", directory.toString());
    }

    Path directory() {
        return directory;
    }

    boolean canBeFull() {
        return mounted;
    }

    /** Leaves no more than so many bytes free. */
    void fill(int freeBytes) throws IOException {
        long bytes = Files.getFileStore(directory).getUsableSpace() - freeBytes;
        Files.write(filler, new byte[Math.toIntExact(Math.max(0, bytes))]);
    }

    void makeRoom() throws IOException {
        Files.deleteIfExists(filler);
    }

    @Override
    public void close() throws IOException {
        if (mounted && !CommandLine.succeeds("umount", "-l", directory.toString())) {
            throw new IOException("cannot unmount " + directory);
        }
    }
}
