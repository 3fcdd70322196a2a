package dev.ticketsql.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether files still are what was written: compares each with the checksum in its name when this process first reads
 * it, and sets aside what is damaged. Knows nothing of what the files are wanted for. Safe for many threads.
 */
final class Integrity {

    private static final Logger LOG = LoggerFactory.getLogger(Integrity.class);

    /** Ends the name of a file that was set aside because its bytes are not those its name was made from. */
    private static final String DAMAGED_SUFFIX = ".damaged";

    private final MirrorDirectory directory;
    private final Set<Segment> intact = new HashSet<>();

    /** Damaged, in a directory where they cannot be set aside. */
    private final Set<Segment> unusable = new HashSet<>();

    Integrity(MirrorDirectory directory) {
        this.directory = directory;
    }

    /** Whether a file of that name was set aside. */
    static boolean isSetAside(String name) {
        return name.endsWith(DAMAGED_SUFFIX);
    }

    /** Whether it can be read, as far as is known. */
    synchronized boolean isUsable(Segment segment) {
        return !unusable.contains(segment);
    }

    /** This process has just written it. */
    synchronized void written(Segment segment) {
        intact.add(segment);
    }

    /**
     * Whether the segment's file is as it was written; a damaged one is set aside, in a sentence to {@code warnings}.
     */
    boolean check(Segment segment, Path file, Consumer<String> warnings) throws IOException {
        if (isChecked(segment)) {
            return true;
        }
        try {
            if (Checksum.of(file) == segment.checksum()) {
                written(segment);
                return true;
            }
            warnings.accept(file + " is damaged: its bytes are not those that were written; "
                    + (directory.isWritable() ? "it is set aside as *" + DAMAGED_SUFFIX : "it is left where it is")
                    + ", and the events of " + segment.range() + " are fetched again");
            setAside(segment, file);
        } catch (NoSuchFileException e) {
            LOG.info("{} has gone; its events are fetched again", file);
        }
        return false;
    }

    private synchronized boolean isChecked(Segment segment) {
        return intact.contains(segment);
    }

    private synchronized void setAside(Segment segment, Path file) throws IOException {
        if (directory.isWritable()) {
            Path aside = file.resolveSibling(file.getFileName() + DAMAGED_SUFFIX);
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } else {
            unusable.add(segment);
        }
    }

    /**
     * The names of files that were set aside.
     *
     * @throws IOException if the directory cannot be read
     */
    List<String> setAside() throws IOException {
        try (Stream<Path> all = Files.list(directory.events())) {
            return all.map(file -> file.getFileName().toString())
                    .filter(Integrity::isSetAside)
                    .sorted()
                    .toList();
        }
    }

    /** Lets the next check look at every file again. */
    synchronized void forget() {
        intact.clear();
    }

    /** Remembers nothing of any others. */
    synchronized void retain(Collection<Segment> segments) {
        intact.retainAll(segments);
    }
}
