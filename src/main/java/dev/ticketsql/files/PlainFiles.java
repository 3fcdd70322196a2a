package dev.ticketsql.files;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Kinds of what stands in the place of a file or a directory. A symbolic link leads to what others may choose, and to
 * open a pipe blocks, so that both are looked at before anything is opened.
 */
public final class PlainFiles {

    private PlainFiles() {}

    /** Names what stands in the place of a file; empty if it is one. */
    public static Optional<String> notAFile(BasicFileAttributes found) {
        return found.isRegularFile() ? Optional.empty() : Optional.of(kind(found));
    }

    /**
     * Attributes of the path itself.
     *
     * @throws IOException if there is nothing
     */
    public static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Fails unless there is a file, or nothing.
     *
     * @throws ClassifiedIOException naming what is there
     */
    public static void requireFile(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Optional<String> other = notAFile(attributes(path));
            if (other.isPresent()) {
                throw refused(path, other.get(), "a file of TicketSQL's own");
            }
        }
    }

    /**
     * Fails unless there is a directory, or nothing.
     *
     * @throws ClassifiedIOException naming what is there
     */
    public static void requireDirectory(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            BasicFileAttributes found = attributes(path);
            if (!found.isDirectory()) {
                throw refused(path, kind(found), "a directory of TicketSQL's own");
            }
        }
    }

    private static String kind(BasicFileAttributes found) {
        if (found.isSymbolicLink()) {
            return "a symbolic link";
        }
        if (found.isDirectory()) {
            return "a directory";
        }
        return found.isRegularFile() ? "a file" : "a pipe or a device";
    }

    private static ClassifiedIOException refused(Path path, String found, String expected) {
        return new ClassifiedIOException(
                ErrorKind.FILES,
                path + " is " + found + " where " + expected + " belongs; it was not opened: move it elsewhere");
    }
}
