package dev.ticketsql.mirror.directory;

import dev.ticketsql.files.PlainFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies each file against the checksum in its name before this process first reads it, and sets damaged segments
 * aside by a rename. Safe for many threads.
 */
public final class IntegrityCheck {

    private static final Logger LOG = LoggerFactory.getLogger(IntegrityCheck.class);

    /** Suffix of a damaged file that was set aside. */
    private static final String DAMAGED_SUFFIX = ".damaged";

    private final MirrorDirectory directory;
    private final Map<Segment, Set<EventTable>> intact = new HashMap<>();

    /** Damaged, in a read-only directory. */
    private final Set<Segment> unusable = new HashSet<>();

    public IntegrityCheck(MirrorDirectory directory) {
        this.directory = directory;
    }

    /** True if a file of that name was set aside. */
    public static boolean isSetAside(String name) {
        return name.endsWith(DAMAGED_SUFFIX);
    }

    /** The name that a damaged file gets. */
    static String nameAside(String name) {
        return name + DAMAGED_SUFFIX;
    }

    /** True unless it is known to be damaged. */
    public synchronized boolean isUsable(Segment segment) {
        return !unusable.contains(segment);
    }

    /** Marks all files of a segment as intact: this process has just written them. */
    public synchronized void written(Segment segment) {
        intact.put(segment, EnumSet.allOf(EventTable.class));
    }

    /**
     * Verifies the segment's files of {@code tables}. If one is damaged or gone, the segment is set aside; a sentence
     * about damage goes to {@code warnings}.
     *
     * @throws IOException if a file cannot be read
     */
    public boolean check(Segment segment, Set<EventTable> tables, Consumer<String> warnings) throws IOException {
        for (EventTable table : tables) {
            if (!check(segment, table, warnings)) {
                return false;
            }
        }
        return true;
    }

    private boolean check(Segment segment, EventTable table, Consumer<String> warnings) throws IOException {
        if (!segment.has(table) || isChecked(segment, table)) {
            return true;
        }
        Path file = directory.files(table).resolve(segment.fileName());
        try {
            Optional<String> other = PlainFiles.notAFile(PlainFiles.attributes(file));
            if (other.isEmpty()
                    && segment.checksumOf(table, file) == segment.checksums().of(table)) {
                checked(segment, table);
                return true;
            }
            warnings.accept(file
                    + other.map(kind -> " is " + kind + " where a file of the mirror belongs; ")
                            .orElse(" is damaged: its bytes are not those that were written; ")
                    + whatBecomesOf(segment));
        } catch (NoSuchFileException e) {
            LOG.info("{} has gone; its events are fetched again", file);
        }
        setAside(segment);
        return false;
    }

    private synchronized boolean isChecked(Segment segment, EventTable table) {
        return intact.getOrDefault(segment, Set.of()).contains(table);
    }

    private synchronized void checked(Segment segment, EventTable table) {
        intact.computeIfAbsent(segment, added -> EnumSet.noneOf(EventTable.class))
                .add(table);
    }

    private String whatBecomesOf(Segment segment) {
        return (directory.isWritable() ? "it is set aside as *" + DAMAGED_SUFFIX : "it is left where it is")
                + ", and the events of " + segment.range() + " are fetched again";
    }

    /**
     * Sets aside a segment whose checksums match, but whose content does not match its name.
     *
     * @throws IOException if a file cannot be renamed
     */
    public void condemn(Segment segment) throws IOException {
        LOG.warn("{} does not hold what its name says; {}", segment.fileName(), whatBecomesOf(segment));
        setAside(segment);
    }

    /** Renames all files of a segment: they are useless without one of them, but are kept for inspection. */
    private synchronized void setAside(Segment segment) throws IOException {
        if (!directory.isWritable()) {
            unusable.add(segment);
            return;
        }
        for (EventTable table : EventTable.values()) {
            Path file = directory.files(table).resolve(segment.fileName());
            try {
                Files.move(
                        file, file.resolveSibling(nameAside(segment.fileName())), StandardCopyOption.REPLACE_EXISTING);
            } catch (NoSuchFileException e) {
                LOG.debug("{} is gone, or another process has set it aside", file);
            }
        }
    }

    /**
     * The names of segments that were set aside.
     *
     * @throws IOException if the directory cannot be read
     */
    public List<String> setAside() throws IOException {
        Set<String> names = new TreeSet<>();
        for (EventTable table : EventTable.values()) {
            try (Stream<Path> all = Files.list(directory.files(table))) {
                all.map(file -> file.getFileName().toString())
                        .filter(IntegrityCheck::isSetAside)
                        .forEach(names::add);
            }
        }
        return List.copyOf(names);
    }

    /**
     * Deletes the files that were set aside.
     *
     * @throws IOException if one cannot be deleted
     */
    public void deleteSetAside() throws IOException {
        for (String name : setAside()) {
            for (EventTable table : EventTable.values()) {
                FileSets.deleteUnlessDirectory(directory.files(table).resolve(name));
            }
        }
    }

    /** Makes the next check read every file again. */
    public synchronized void forget() {
        intact.clear();
    }

    /** Drops the results of all other segments. */
    public synchronized void retain(Collection<Segment> segments) {
        intact.keySet().retainAll(Set.copyOf(segments));
    }
}
