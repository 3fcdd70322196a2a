package dev.ticketsql.mirror.directory;

import dev.ticketsql.files.NewFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The three steps of a durable rename: force the file, rename it, force the directory. An interface, so that tests can
 * crash between the steps.
 */
public interface DurableFiles {

    /** Forces a file's bytes to disk. */
    void force(Path file) throws IOException;

    /** Renames a file atomically, or fails and leaves it in its place. */
    void rename(Path file, Path name) throws IOException;

    /** Forces the names in a directory to disk. */
    void forceDirectory(Path directory) throws IOException;

    /** The steps on the real file system. */
    static DurableFiles real() {
        return new DurableFiles() {
            @Override
            public void force(Path file) throws IOException {
                NewFiles.forceFile(file);
            }

            @Override
            public void rename(Path file, Path name) throws IOException {
                Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
            }

            @Override
            public void forceDirectory(Path directory) throws IOException {
                NewFiles.forceDirectory(directory);
            }
        };
    }
}
