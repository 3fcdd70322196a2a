package dev.ticketsql.mirror.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What makes a finished file last, a step at a time: forced, named, and its name forced. */
public interface DurableFiles {

    /** Forces a file's bytes to disk. */
    void force(Path file) throws IOException;

    /** Gives a file its name, or fails and leaves it where it is. */
    void rename(Path file, Path name) throws IOException;

    /** Forces the names in a directory to disk. */
    void forceDirectory(Path directory) throws IOException;

    /** That of the machine. */
    static DurableFiles real() {
        return new DurableFiles() {
            @Override
            public void force(Path file) throws IOException {
                OwnerOnlyFiles.forceFile(file);
            }

            @Override
            public void rename(Path file, Path name) throws IOException {
                Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
            }

            @Override
            public void forceDirectory(Path directory) throws IOException {
                OwnerOnlyFiles.forceDirectory(directory);
            }
        };
    }
}
