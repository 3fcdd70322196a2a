package dev.ticketsql.mirror.directory;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.files.PlainFiles;
import dev.ticketsql.mirror.directory.FormerVersion.FormerSegment;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over the segments of a {@link FormerVersion}. Each is rebuilt from its own events as a segment of the present
 * format, without a request, and removed when that one is on disk. A process that is killed meanwhile leaves every
 * event in a segment of one format or the other, and the next one goes on. An older TicketSQL that has the mirror open
 * is told by a failure that the files are gone.
 */
public final class FormerFormat {

    private static final Logger LOG = LoggerFactory.getLogger(FormerFormat.class);

    /** For another process that takes over; a mirror of ten million events takes some minutes. */
    private static final Duration MUCH_PATIENCE = Duration.ofDays(1);

    private final MirrorDirectory directory;
    private final FormerVersion version;
    private final Rebuilding rebuilding;

    private FormerFormat(MirrorDirectory directory, FormerVersion version, Rebuilding rebuilding) {
        this.directory = directory;
        this.version = version;
        this.rebuilding = rebuilding;
    }

    /** Writes segments of the present format. */
    public interface Rebuilding extends AutoCloseable {

        /**
         * Writes a segment of the same kind, range, time and number of events, durable when this returns.
         *
         * @param files those of its events, and of its rejected events if there are some, which are in the present
         *     format
         * @throws IOException if it cannot be written; nothing is left of it then
         */
        void rebuild(Segment segment, Map<EventTable, Path> files) throws IOException;

        @Override
        void close();
    }

    /**
     * True if the directory has events in a former format.
     *
     * @throws IOException if it cannot be read
     */
    public static boolean isIn(Path root) throws IOException {
        return FormerVersion.anyIsIn(root);
    }

    /**
     * Takes over the events of {@code path}, or waits until another process has done so.
     *
     * @param patience for statements of an older TicketSQL
     * @throws IOException if one reads for longer, or a segment cannot be written: what was not taken over stays
     */
    public static void takeOver(
            Path path,
            FileSharing sharing,
            DurableFiles disk,
            Duration patience,
            Function<MirrorDirectory, Rebuilding> rebuilding)
            throws IOException {
        MirrorDirectory.openFormer(path, sharing, disk, opened -> {
            try (Rebuilding segments = rebuilding.apply(opened)) {
                takeOver(opened, patience, segments);
            }
        });
    }

    private static void takeOver(MirrorDirectory directory, Duration patience, Rebuilding rebuilding)
            throws IOException {
        Path lock = directory.takeOverLock();
        directory.newFiles().createFile(lock);
        boolean done = ExclusiveWork.alone(lock, MUCH_PATIENCE, () -> {
            for (FormerVersion version : FormerVersion.values()) {
                if (version.isIn(directory.root())) {
                    takeOver(directory, version, patience, rebuilding);
                }
            }
        });
        if (!done) {
            throw new ClassifiedIOException(
                    ErrorKind.MIRROR_FORMAT,
                    "another process has been taking it over from a former format for a day: end that process");
        }
        removeIfPossible(lock);
    }

    private static void takeOver(
            MirrorDirectory directory, FormerVersion version, Duration patience, Rebuilding rebuilding)
            throws IOException {
        version.requireDirectories(directory.root());
        Path readers = version.directory(directory.root()).resolve(MirrorDirectory.READERS_LOCK);
        if (!ExclusiveWork.alone(readers, patience, new FormerFormat(directory, version, rebuilding)::takeOver)) {
            throw new ClassifiedIOException(
                    ErrorKind.MIRROR_FORMAT,
                    "it holds " + version.description() + ", and an older TicketSQL is reading it:"
                            + " connect again when its statement has ended, and end or replace that program, which"
                            + " cannot use the mirror any more then");
        }
    }

    private void takeOver() throws IOException {
        LOG.info("Taking over the mirror {} from {}", directory.root(), version.description());
        // First, so that no purged event is ever shown.
        if (version.hasOwnDirectory()) {
            linkTombstones();
        }
        Set<Segment> rebuilt = new HashSet<>();
        for (Path file : FormerVersion.list(directory.files(EventTable.TICKET_EVENTS))) {
            Segment.parse(file.getFileName().toString())
                    .map(Segment::withoutChecksums)
                    .ifPresent(rebuilt::add);
        }
        for (FormerSegment segment : version.segments(directory.root())) {
            if (!rebuilt.contains(segment.segment())) {
                if (!isIntact(segment)) {
                    setAside(segment);
                    continue;
                }
                rebuilding.rebuild(segment.segment(), files(segment));
            }
            // The events last: a process that finds them goes on here.
            for (EventTable table : version.tables()) {
                Files.deleteIfExists(file(segment, table));
            }
        }
        removeLeftovers();
        if (version.hasOwnDirectory()) {
            removeDirectory();
        }
        LOG.info("The mirror {} was taken over", directory.root());
    }

    private Path file(FormerSegment segment, EventTable table) {
        return version.files(directory.root(), table).resolve(segment.name());
    }

    private Map<EventTable, Path> files(FormerSegment segment) {
        Map<EventTable, Path> files = new EnumMap<>(EventTable.class);
        segment.checksums().keySet().forEach(table -> files.put(table, file(segment, table)));
        return files;
    }

    private boolean isIntact(FormerSegment segment) throws IOException {
        for (Map.Entry<EventTable, Path> file : files(segment).entrySet()) {
            try {
                if (PlainFiles.notAFile(PlainFiles.attributes(file.getValue())).isPresent()
                        || segment.segment().checksumOf(file.getKey(), file.getValue())
                                != segment.checksums().getOrDefault(file.getKey(), -1L)) {
                    return false;
                }
            } catch (NoSuchFileException e) {
                return false;
            }
        }
        return true;
    }

    private void setAside(FormerSegment segment) throws IOException {
        LOG.warn(
                "{} is damaged; it is set aside, and its events are fetched again",
                file(segment, EventTable.TICKET_EVENTS));
        for (EventTable table : version.tables()) {
            Path file = file(segment, table);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(
                        file,
                        directory.files(table).resolve(IntegrityCheck.nameAside(segment.name())),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Deletes files without events, of a process that was killed while it wrote them; foreign ones keep their name. */
    private void removeLeftovers() throws IOException {
        for (EventTable table : version.tables()) {
            for (Path file : FormerVersion.list(version.files(directory.root(), table))) {
                String name = file.getFileName().toString();
                if (version.parse(name).isPresent()) {
                    FileSets.deleteUnlessDirectory(file);
                } else if (version.hasOwnDirectory()) {
                    moveIfPossible(file, directory.files(table).resolve(name));
                }
            }
        }
    }

    private void linkTombstones() throws IOException {
        Path to = directory.tombstones();
        for (Path file : FormerVersion.list(version.directory(directory.root()).resolve(MirrorDirectory.TOMBSTONES))) {
            directory.newFiles().createDirectories(to);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                directory.linkDurably(file, to.resolve(file.getFileName()));
            }
        }
    }

    private void removeDirectory() throws IOException {
        Path former = version.directory(directory.root());
        Path tombstones = former.resolve(MirrorDirectory.TOMBSTONES);
        for (Path file : FormerVersion.list(tombstones)) {
            removeIfPossible(file);
        }
        removeIfPossible(tombstones);
        for (EventTable table : version.tables()) {
            removeIfPossible(version.files(directory.root(), table));
        }
        ScratchDirectory.sweep(former, MirrorDirectory.SCRATCH_PREFIX);
        removeIfPossible(former.resolve(MirrorDirectory.READERS_LOCK));
        removeIfPossible(former.resolve(MirrorDirectory.FETCH_LOCK));
        removeIfPossible(former);
    }

    private static void moveIfPossible(Path file, Path name) throws IOException {
        try {
            Files.move(file, name);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("Leaving {}", file, e);
        }
    }

    private static void removeIfPossible(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("Leaving {}", path, e);
        }
    }
}
