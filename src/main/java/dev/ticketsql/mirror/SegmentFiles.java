package dev.ticketsql.mirror;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.FileSets;
import dev.ticketsql.mirror.directory.IntegrityCheck;
import dev.ticketsql.mirror.directory.MirrorDirectory;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentKind;
import dev.ticketsql.mirror.directory.SegmentPrecedence;
import dev.ticketsql.mirror.directory.SegmentWriter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists, adds, checks and removes the segments of a mirror's directory. Safe for many threads; other processes may add
 * files and, while no process reads, remove superseded ones.
 */
final class SegmentFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);

    private final MirrorDirectory directory;
    private final InstantSource clock;
    private final FileSets fileSets;
    private final SegmentWriter writer;
    private final IntegrityCheck integrity;
    private final Set<String> loggedStrangers = new HashSet<>();

    /** Written under a clock that was set back since: not valid, but they would take precedence over valid ones. */
    private List<Segment> fromTheFuture = List.of();

    private List<Segment> segments = List.of();

    /** By the names of the last list: a mirror has thousands, which every statement lists again. */
    private Map<String, Segment> parsed = Map.of();

    private boolean mayHoldSuperseded = true;

    SegmentFiles(MirrorDirectory directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
        fileSets = new FileSets(directory);
        writer = new SegmentWriter(directory, fileSets);
        integrity = new IntegrityCheck(directory);
    }

    /** Path of the segment's file of a table. */
    Path pathOf(Segment segment, EventTable table) {
        return fileSets.pathOf(segment, table);
    }

    /** Paths of a table's files that may have rows. */
    List<Path> pathsOf(Collection<Segment> some, EventTable table) {
        return some.stream()
                .filter(segment -> segment.mayHaveRows(table))
                .map(segment -> pathOf(segment, table))
                .toList();
    }

    /** The segments known from the last {@link #list} and since. */
    synchronized List<Segment> segments() {
        return segments;
    }

    /**
     * The segments that own at least a second, ascending.
     *
     * @param rejectedCounts rejected events, of segments that have some
     */
    List<MirroredRange> mirroredRanges(Map<Segment, Long> rejectedCounts) throws IOException {
        List<MirroredRange> ranges = new ArrayList<>();
        for (Segment segment : SegmentPrecedence.owners(segments()).stream()
                .sorted(Comparator.comparing(Segment::range))
                .toList()) {
            ranges.add(mirroredRange(segment, rejectedCounts.getOrDefault(segment, 0L)));
        }
        return List.copyOf(ranges);
    }

    private MirroredRange mirroredRange(Segment segment, long rejectedCount) throws IOException {
        return new MirroredRange(
                segment.range().fromSec(),
                segment.range().toSec(),
                segment.kind().word(),
                segment.eventCount(),
                rejectedCount,
                fileSets.bytesOf(segment),
                segment.asOfSec(),
                pathOf(segment, EventTable.TICKET_EVENTS));
    }

    /**
     * Lists the directory again, which other processes may have changed.
     *
     * @throws IOException if it cannot be read
     */
    synchronized void list() throws IOException {
        List<Segment> found = new ArrayList<>();
        Map<String, Segment> names = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.files(EventTable.TICKET_EVENTS))) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                Optional<Segment> segment =
                        Optional.ofNullable(parsed.get(name)).or(() -> Segment.parse(name));
                segment.ifPresent(known -> names.put(name, known));
                segment.filter(integrity::isUsable).ifPresent(found::add);
                if (segment.isEmpty() && !IntegrityCheck.isSetAside(name) && loggedStrangers.add(name)) {
                    LOG.warn("Ignoring {}: no segment of a mirror is called so", file);
                }
            }
        } catch (IOException e) {
            throw ClassifiedIOException.of(
                    e,
                    ErrorKind.FILES,
                    "the mirror " + directory.root() + " cannot be read: " + MirrorDirectory.reason(e));
        }
        parsed = names;
        long nowSec = clock.instant().getEpochSecond();
        fromTheFuture = found.stream()
                .filter(segment -> !segment.isSealed() && segment.asOfSec() > nowSec)
                .filter(segment -> !isAfter(segment, nowSec))
                .toList();
        found.removeAll(fromTheFuture);
        segments = List.copyOf(found);
        mayHoldSuperseded |= !fromTheFuture.isEmpty();
    }

    /**
     * True if a segment begins after the newest second that may be requested at {@code nowSec}: the clock was set back,
     * or is behind. Its events are kept and shown, since they cannot be fetched again now.
     */
    static boolean isAfter(Segment segment, long nowSec) {
        return segment.range().fromSec() >= nowSec - Page.WITHHELD_SEC;
    }

    /**
     * Fails if fetched pages could not be stored.
     *
     * @throws IOException if the directory cannot be written
     */
    void requireWritable() throws IOException {
        if (!directory.isWritable()) {
            throw new ClassifiedIOException(
                    ErrorKind.FILES,
                    "the mirror " + directory.root() + " cannot be written, and what it holds does not"
                            + " answer the statement; give option mirror a directory that can be written, or none for a"
                            + " temporary one");
        }
    }

    /**
     * Registers work that stores segments, and is waited for at exit.
     *
     * @return ends the registration
     */
    Runnable finishAtExit(Runnable work) {
        return directory.finishAtExit(work);
    }

    /**
     * Stores the files that {@code content} writes as a new segment, durable when this returns.
     *
     * @throws IOException if it cannot be written, as on a full disk; nothing is left behind then
     */
    Segment add(SegmentKind kind, TimeRange range, long asOfSec, SegmentWriter.Content content) throws IOException {
        Segment segment = writer.write(kind, range, asOfSec, content);
        added(segment);
        return segment;
    }

    private synchronized void added(Segment segment) {
        List<Segment> more = new ArrayList<>(segments.size() + 1);
        more.addAll(segments);
        more.add(segment);
        segments = List.copyOf(more);
        integrity.written(segment);
        mayHoldSuperseded = true;
    }

    /**
     * Checks the files of all tables that this process has not read before. A segment with a damaged file is set aside
     * and counts as missing, as does a segment whose file is gone.
     *
     * @return true if all match their checksums
     * @throws IOException if a file cannot be read
     */
    boolean areIntact(Collection<Segment> wanted) throws IOException {
        return areIntact(wanted, EnumSet.allOf(EventTable.class), LOG::warn);
    }

    /**
     * As {@link #areIntact(Collection)}, for the files of some tables.
     *
     * @param warnings receives a sentence for each damaged file
     */
    boolean areIntact(Collection<Segment> wanted, Set<EventTable> tables, Consumer<String> warnings)
            throws IOException {
        boolean all = true;
        for (Segment segment : wanted) {
            if (!integrity.check(segment, tables, warnings)) {
                forget(segment);
                all = false;
            }
        }
        return all;
    }

    /** Makes the next check read every file again. */
    void forgetChecks() {
        integrity.forget();
    }

    /**
     * The names of segments that were set aside.
     *
     * @throws IOException if the directory cannot be read
     */
    List<String> setAside() throws IOException {
        return integrity.setAside();
    }

    /**
     * Foreign {@code *.parquet} files, which a reader of the plain data set would include.
     *
     * @throws IOException if the directory cannot be read
     */
    List<Path> strangers() throws IOException {
        return fileSets.strangers();
    }

    /**
     * Deletes the files that were set aside.
     *
     * @throws IOException if one cannot be deleted
     */
    void deleteSetAside() throws IOException {
        integrity.deleteSetAside();
    }

    /**
     * Deletes a segment. Only while no process reads.
     *
     * @throws IOException if a file cannot be deleted
     */
    void delete(Segment segment) throws IOException {
        fileSets.delete(segment);
        forget(segment);
    }

    /**
     * Deletes segments from the future, written under a clock that was set back since. Only while no process reads.
     *
     * @throws IOException if a file cannot be deleted
     */
    synchronized void deleteFromTheFuture() throws IOException {
        for (Segment segment : fromTheFuture) {
            fileSets.delete(segment);
        }
        fromTheFuture = List.of();
    }

    /**
     * Sets aside a segment whose content does not match its name.
     *
     * @throws IOException if a file cannot be renamed
     */
    void condemn(Segment segment) throws IOException {
        integrity.condemn(segment);
        forget(segment);
    }

    private synchronized void forget(Segment segment) {
        segments = segments.stream().filter(kept -> !kept.equals(segment)).toList();
    }

    /** Deletes segments that own no second any more. Only while no process reads. */
    synchronized void removeSuperseded() {
        if (!mayHoldSuperseded) {
            return;
        }
        try {
            List<Segment> superseded;
            do {
                list();
                Set<Segment> owners = SegmentPrecedence.owners(segments);
                superseded = segments.stream()
                        .filter(segment -> !owners.contains(segment))
                        .toList();
                // A valid segment must not be deleted in favour of a damaged one.
            } while (!areIntact(SegmentPrecedence.ownersOver(superseded, segments)));
            for (Segment segment : superseded) {
                delete(segment);
            }
            deleteFromTheFuture();
            fileSets.deleteUncommitted(segments);
            integrity.retain(segments);
            mayHoldSuperseded = false;
        } catch (IOException e) {
            LOG.warn("Cannot remove superseded segments from {}", directory.root(), e);
        }
    }
}
