package dev.ticketsql.mirror.directory;

import dev.ticketsql.files.NewFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The three steps of a durable rename: force the file, rename it, force the directory; and a second name for a file. An
 * interface, so that tests can crash between the steps.
 */
public interface DurableFiles {

    /** Forces a file's bytes to disk. */
    void force(Path file) throws IOException;

    /** Renames a file atomically, or fails and leaves it in its place. */
    void rename(Path file, Path name) throws IOException;

    /** Gives a file another name beside its own, or instead of it where the file system has no links. */
    void link(Path file, Path name) throws IOException;

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
            public void link(Path file, Path name) throws IOException {
                try {
                    Files.createLink(name, file);
                } catch (UnsupportedOperationException | FileSystemException e) {
                    rename(file, name);
                }
            }

            @Override
            public void forceDirectory(Path directory) throws IOException {
                NewFiles.forceDirectory(directory);
            }
        };
    }
}
