package dev.ticketsql.mirror.directory;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.files.NewFiles;
import dev.ticketsql.files.PlainFiles;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over a mirror of format {@code v1}: the same files of three tables, under names without the place of the fourth
 * table's checksum. They get their new names as links, which costs neither bytes nor a request, and the old names are
 * removed when all new ones are on disk. A process that is killed meanwhile leaves all events under the old names or
 * all under the new ones; the next one finishes. An older TicketSQL that has the mirror open is told by a failure that
 * the files are gone, and refuses the directory when it opens it again.
 */
final class FormerFormat {

    private static final Logger LOG = LoggerFactory.getLogger(FormerFormat.class);

    private static final String VERSION = "v1";

    /** The tables of that format, the events last. */
    private static final List<EventTable> TABLES =
            List.of(EventTable.TICKET_COMMENTS, EventTable.TICKET_FIELD_CHANGES, EventTable.TICKET_EVENTS);

    private static final String PARQUET = ".parquet";
    private static final String NO_REJECTED_EVENTS = "_none" + PARQUET;

    private static final long POLL_NANOS = 10_000_000;

    private final Path root;
    private final NewFiles newFiles;
    private final DurableFiles disk;

    private FormerFormat(Path root, NewFiles newFiles, DurableFiles disk) {
        this.root = root;
        this.newFiles = newFiles;
        this.disk = disk;
    }

    /** True if the directory has events in the former format. */
    static boolean isIn(Path root) {
        return Files.isDirectory(filesIn(root, EventTable.TICKET_EVENTS));
    }

    private static Path filesIn(Path root, EventTable table) {
        return root.resolve(VERSION).resolve(table.tableName());
    }

    /**
     * Refuses a directory in which nothing can be renamed.
     *
     * @throws IOException naming who may open it
     */
    static void requireWritable(Path root) throws IOException {
        if (!Files.isWritable(root) || !Files.isWritable(filesIn(root, EventTable.TICKET_EVENTS))) {
            throw new ClassifiedIOException(
                    ErrorKind.MIRROR_FORMAT,
                    "the mirror " + root + " holds format " + VERSION
                            + ", which this TicketSQL takes over when somebody"
                            + " opens it who may write there: have its owner open it once, or give option mirror"
                            + " another directory");
        }
    }

    /**
     * Takes over the events of {@code root}, whose tables of the present format exist.
     *
     * @param patience for another process that takes over, or reads with an older TicketSQL
     * @throws IOException if one reads for longer, or a file cannot be renamed
     */
    static void takeOver(Path root, NewFiles newFiles, DurableFiles disk, Duration patience) throws IOException {
        for (EventTable table : TABLES) {
            PlainFiles.requireDirectory(filesIn(root, table));
        }
        PlainFiles.requireDirectory(root.resolve(VERSION).resolve(MirrorDirectory.TOMBSTONES));
        long untilNanos = System.nanoTime() + patience.toNanos();
        while (isIn(root)) {
            Optional<LockFile> opened = openLock(root);
            if (opened.isPresent()) {
                try (LockFile file = opened.get()) {
                    if (tookOverAlone(file, new FormerFormat(root, newFiles, disk))) {
                        return;
                    }
                }
            }
            if (System.nanoTime() - untilNanos >= 0) {
                throw new ClassifiedIOException(
                        ErrorKind.MIRROR_FORMAT,
                        "it holds format " + VERSION + ", and an older TicketSQL is reading it:"
                                + " connect again when its statement has ended, and end or replace that program, which"
                                + " cannot use the mirror any more then");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** The lock of the format's readers; empty if another process has just taken it over. */
    private static Optional<LockFile> openLock(Path root) throws IOException {
        try {
            return Optional.of(LockFile.open(root.resolve(VERSION).resolve(MirrorDirectory.READERS_LOCK)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean tookOverAlone(LockFile file, FormerFormat format) throws IOException {
        Optional<FileLock> lock;
        try {
            lock = file.tryLock(0, Long.MAX_VALUE, false);
        } catch (IOException e) {
            LOG.warn("Cannot lock {}; it is taken over without a lock", format.root, e);
            format.takeOver();
            return true;
        }
        if (lock.isEmpty()) {
            return false;
        }
        try (FileLock held = lock.get()) {
            LOG.debug("Taking over {} under {}", format.root, held);
            format.takeOver();
            return true;
        }
    }

    private void takeOver() throws IOException {
        // First, so that no purged event is ever shown.
        link(root.resolve(VERSION).resolve(MirrorDirectory.TOMBSTONES), MirrorDirectory.tombstonesIn(root));
        for (EventTable table : TABLES) {
            link(filesIn(root, table), MirrorDirectory.filesIn(root, table));
        }
        // The events first: without them the other files are nobody's.
        for (EventTable table :
                List.of(EventTable.TICKET_EVENTS, EventTable.TICKET_FIELD_CHANGES, EventTable.TICKET_COMMENTS)) {
            remove(filesIn(root, table), MirrorDirectory.filesIn(root, table));
        }
        Path version = root.resolve(VERSION);
        remove(version.resolve(MirrorDirectory.TOMBSTONES), MirrorDirectory.tombstonesIn(root));
        ScratchDirectory.sweep(version, MirrorDirectory.SCRATCH_PREFIX);
        removeIfPossible(version.resolve(MirrorDirectory.READERS_LOCK));
        removeIfPossible(version.resolve(MirrorDirectory.FETCH_LOCK));
        removeIfPossible(version);
        LOG.info("The mirror {} was taken over from format {}", root, VERSION);
    }

    private void link(Path from, Path to) throws IOException {
        List<Path> files = list(from);
        if (files.isEmpty()) {
            return;
        }
        newFiles.createDirectories(to);
        for (Path file : files) {
            Path name = to.resolve(nameOf(file));
            if (!Files.exists(name)) {
                disk.link(file, name);
            }
        }
        disk.forceDirectory(to);
    }

    private static void remove(Path from, Path to) throws IOException {
        for (Path file : list(from)) {
            if (Files.exists(to.resolve(nameOf(file)))) {
                removeIfPossible(file);
            }
        }
        removeIfPossible(from);
    }

    private static List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The present name of a file; damaged and foreign files keep theirs. */
    private static String nameOf(Path file) {
        String name = file.getFileName().toString();
        if (!name.endsWith(PARQUET)) {
            return name;
        }
        String present = name.substring(0, name.length() - PARQUET.length()) + NO_REJECTED_EVENTS;
        return Segment.parse(present).isPresent() ? present : name;
    }

    private static void removeIfPossible(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("Leaving {}", path, e);
        }
    }
}
