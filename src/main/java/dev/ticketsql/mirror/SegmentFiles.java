package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments that lie in a mirror's directory: lists, adds, checks and removes them. Knows nothing of what they are
 * wanted for. Safe for many threads; other processes may add files and, when nobody reads, take superseded ones away.
 */
final class SegmentFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);

    /** Ends the name of a file that was set aside because its bytes are not those its name was made from. */
    private static final String DAMAGED_SUFFIX = ".damaged";

    private final MirrorDirectory directory;
    private final Set<String> strangers = new HashSet<>();
    private final Set<Segment> intact = new HashSet<>();

    /** Damaged, in a directory where they cannot be set aside. */
    private final Set<Segment> unusable = new HashSet<>();

    private List<Segment> segments = List.of();
    private boolean mayHoldSuperseded = true;

    SegmentFiles(MirrorDirectory directory) {
        this.directory = directory;
    }

    /** Where the segment's file lies. */
    Path pathOf(Segment segment) {
        return directory.events().resolve(segment.fileName());
    }

    /** The segments known from the last {@link #list} and since. */
    synchronized List<Segment> segments() {
        return segments;
    }

    /**
     * Looks at the directory again, which other processes may have changed.
     *
     * @throws IOException if it cannot be read
     */
    synchronized void list() throws IOException {
        List<Segment> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.events())) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                Optional<Segment> segment = Segment.parse(name);
                segment.filter(known -> !unusable.contains(known)).ifPresent(found::add);
                if (segment.isEmpty() && !name.endsWith(DAMAGED_SUFFIX) && strangers.add(name)) {
                    LOG.warn("Ignoring {}: no segment of a mirror is called so", file);
                }
            }
        } catch (IOException e) {
            throw new IOException(
                    "the mirror " + directory.root() + " cannot be read: " + MirrorDirectory.reason(e), e);
        }
        segments = List.copyOf(found);
    }

    /**
     * Refuses to fetch what could not be kept.
     *
     * @throws IOException if the directory cannot be written
     */
    void requireWritable() throws IOException {
        if (!directory.isWritable()) {
            throw new IOException("the mirror " + directory.root() + " cannot be written, and what it holds does not"
                    + " answer the statement; give option mirror a directory that can be written, or none for a"
                    + " temporary one");
        }
    }

    /**
     * Keeps the staged events of {@code range} as a new segment, on disk for good when this returns.
     *
     * @throws IOException if they cannot be written, as on a full disk; nothing is left behind then
     */
    Segment add(StagedPage page, SegmentKind kind, TimeRange range, long asOfSec) throws IOException {
        Path unfinished = directory.scratch().resolve(UUID.randomUUID() + ".parquet");
        try {
            long eventCount = page.write(range, unfinished);
            Segment segment = new Segment(kind, range, asOfSec, eventCount, Checksum.of(unfinished));
            directory.publish(unfinished, segment.fileName());
            added(segment);
            return segment;
        } catch (IOException | SQLException e) {
            Files.deleteIfExists(unfinished);
            throw new IOException(
                    "the events of " + range + " cannot be kept in the mirror " + directory.root() + ", which has "
                            + Files.getFileStore(directory.root()).getUsableSpace() + " bytes free: " + e.getMessage()
                            + "; what was kept before stays",
                    e);
        }
    }

    private synchronized void added(Segment segment) {
        List<Segment> more = new ArrayList<>(segments.size() + 1);
        more.addAll(segments);
        more.add(segment);
        segments = List.copyOf(more);
        intact.add(segment);
        mayHoldSuperseded = true;
    }

    /**
     * Checks the files that this process reads for the first time. A damaged one is set aside and counts as missing
     * from then on, as one that has gone does.
     *
     * @return whether all are as they were written
     * @throws IOException if a file cannot be read
     */
    boolean areIntact(Collection<Segment> wanted) throws IOException {
        boolean all = true;
        for (Segment segment : unchecked(wanted)) {
            all &= isIntact(segment);
        }
        return all;
    }

    private synchronized List<Segment> unchecked(Collection<Segment> wanted) {
        return wanted.stream().filter(segment -> !intact.contains(segment)).toList();
    }

    private boolean isIntact(Segment segment) throws IOException {
        Path file = pathOf(segment);
        try {
            if (Checksum.of(file) == segment.checksum()) {
                markIntact(segment);
                return true;
            }
            LOG.warn("{} is damaged; its events are fetched again and it is kept as *{}", file, DAMAGED_SUFFIX);
            setAside(segment, file);
        } catch (NoSuchFileException e) {
            LOG.info("{} has gone; its events are fetched again", file);
        }
        forget(segment);
        return false;
    }

    private synchronized void setAside(Segment segment, Path file) throws IOException {
        if (directory.isWritable()) {
            Path aside = file.resolveSibling(file.getFileName() + DAMAGED_SUFFIX);
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } else {
            unusable.add(segment);
        }
    }

    private synchronized void markIntact(Segment segment) {
        intact.add(segment);
    }

    private synchronized void forget(Segment segment) {
        segments = segments.stream().filter(kept -> !kept.equals(segment)).toList();
    }

    /** Deletes the files that own no second any more. Only while no process reads. */
    synchronized void removeSuperseded() {
        if (!mayHoldSuperseded) {
            return;
        }
        try {
            list();
            Set<Segment> owners = Ownership.of(segments).stream()
                    .map(Ownership.Owned::segment)
                    .collect(Collectors.toSet());
            for (Segment segment : segments) {
                if (!owners.contains(segment)) {
                    Files.deleteIfExists(pathOf(segment));
                }
            }
            segments = segments.stream().filter(owners::contains).toList();
            intact.retainAll(owners);
            mayHoldSuperseded = false;
        } catch (IOException e) {
            LOG.warn("Cannot remove superseded segments from {}", directory.root(), e);
        }
    }
}
