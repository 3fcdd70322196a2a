package dev.ticketsql.mirror.directory;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.files.PlainFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Publishes and deletes the files of a segment, one for each {@link EventTable}, atomically: the events' file commits
 * the others. It is renamed last and deleted first, and the others are read only if it exists.
 */
public final class FileSets {

    private final MirrorDirectory directory;

    public FileSets(MirrorDirectory directory) {
        this.directory = directory;
    }

    /** Path of the segment's file of a table. */
    public Path pathOf(Segment segment, EventTable table) {
        return directory.files(table).resolve(segment.fileName());
    }

    /** Size of a segment's files together; one that is gone has none, and is found when it is read. */
    public long bytesOf(Segment segment) throws IOException {
        long bytes = 0;
        for (EventTable table : EventTable.values()) {
            bytes += segment.has(table) ? bytesOf(pathOf(segment, table)) : 0;
        }
        return bytes;
    }

    private static long bytesOf(Path file) throws IOException {
        try {
            return PlainFiles.attributes(file).size();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /**
     * Renames finished files to their final name.
     *
     * @throws IOException if a step fails; no file of a new segment is left then
     */
    void publish(Segment segment, Map<EventTable, Path> finished) throws IOException {
        try {
            for (EventTable table : EventTable.eventsLast()) {
                if (segment.has(table)) {
                    Path file = requireNonNull(finished.get(table), "a file for each table");
                    directory.publish(file, table, segment.fileName());
                }
            }
        } catch (IOException e) {
            if (!Files.exists(pathOf(segment, EventTable.TICKET_EVENTS))) {
                delete(segment);
            }
            throw e;
        }
    }

    /** Deletes the files of a segment. */
    public void delete(Segment segment) throws IOException {
        for (EventTable table : EventTable.values()) {
            deleteUnlessDirectory(pathOf(segment, table));
        }
    }

    /** Deletes what is there, a link and not what it names; a directory is no file of ours, whatever its name. */
    static void deleteUnlessDirectory(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(path);
        }
    }

    /** Foreign {@code *.parquet} files, which a reader of the plain data set would include. */
    public List<Path> strangers() throws IOException {
        List<Path> strangers = new ArrayList<>();
        for (EventTable table : EventTable.values()) {
            try (Stream<Path> all = Files.list(directory.files(table))) {
                all.filter(file -> file.toString().endsWith(".parquet"))
                        .filter(file ->
                                Segment.parse(file.getFileName().toString()).isEmpty())
                        .sorted()
                        .forEach(strangers::add);
            }
        }
        return List.copyOf(strangers);
    }

    /**
     * Deletes leftovers of a process that was killed during a publish: files that belong to no segment of
     * {@code committed}.
     */
    public void deleteUncommitted(Collection<Segment> committed) throws IOException {
        // One name for all tables, so that thousands of files are not parsed again.
        Map<String, Segment> kept = committed.stream()
                .collect(Collectors.toMap(Segment::fileName, Function.identity(), (one, same) -> one));
        for (EventTable table : EventTable.values()) {
            if (table == EventTable.TICKET_EVENTS) {
                continue;
            }
            try (Stream<Path> all = Files.list(directory.files(table))) {
                for (Path file : all.toList()) {
                    String name = file.getFileName().toString();
                    Optional<Segment> owner = Optional.ofNullable(kept.get(name));
                    boolean isKept = owner.isPresent() && owner.get().has(table);
                    if (!isKept && Segment.parse(name).isPresent()) {
                        deleteUnlessDirectory(file);
                    }
                }
            }
        }
    }
}
