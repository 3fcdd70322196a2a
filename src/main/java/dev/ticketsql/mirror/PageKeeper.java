package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.HelperThreads;
import dev.ticketsql.event.ReceivedEvent;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentKind;
import dev.ticketsql.mirror.directory.SegmentWriter;
import dev.ticketsql.mirror.directory.Tombstones;
import dev.ticketsql.mirror.staging.CompletePage;
import dev.ticketsql.mirror.staging.PageGroup;
import dev.ticketsql.mirror.staging.PageQueue;
import dev.ticketsql.mirror.staging.StagedEvents;
import dev.ticketsql.mirror.staging.StagingSql;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Stores pages on a thread of its own, while the next one is on its way. Pages that arrive faster than files can be
 * forced to the disk share one set of files, as transactions of a database share a force of its log: four files and
 * their forces cost many times what the rows of a page cost. A page waits for others at most {@link #MAX_WAIT}.
 *
 * <p>For one thread, and adjacent pages in the order of time.
 */
final class PageKeeper implements AutoCloseable {

    private static final Duration MAX_WAIT = Duration.ofMillis(250);

    /** Many times what the files of a group take. */
    private static final Duration MAX_EXIT_WAIT = Duration.ofSeconds(10);

    private final EngineQueries queries;
    private final SegmentFiles files;
    private final Tombstones tombstones;
    private final Supplier<TimeRanges> alreadyKept;
    private final PageQueue queue = new PageQueue();
    private final List<Segment> kept = new ArrayList<>();
    private Optional<Thread> thread = Optional.empty();
    private Runnable unregister = () -> {};
    private volatile Optional<Throwable> failure = Optional.empty();

    /** @param alreadyKept ranges of which nothing is stored again */
    PageKeeper(EngineQueries queries, SegmentFiles files, Tombstones tombstones, Supplier<TimeRanges> alreadyKept) {
        this.queries = queries;
        this.files = files;
        this.tombstones = tombstones;
        this.alreadyKept = alreadyKept;
    }

    /**
     * Stores a page soon; at once, on this thread, if it is alone.
     *
     * @throws IOException if a page cannot be stored; no later one is stored then
     */
    void keep(CompletePage page, boolean isLast) throws IOException {
        try {
            queue.put(page);
        } catch (SQLException e) {
            throw ClassifiedIOException.of(e, ErrorKind.GENERAL, "cannot drop a page: " + e.getMessage());
        }
        if (isLast) {
            queue.finish();
        }
        if (thread.isEmpty()) {
            if (isLast) {
                run();
            } else {
                thread = Optional.of(started());
            }
        }
        HelperThreads.rethrow(failure);
    }

    private Thread started() {
        Thread started = new Thread(this::run, "ticketsql-keep");
        // A statement that was left does not keep the JVM alive.
        started.setDaemon(true);
        unregister = files.finishAtExit(() -> finishWithin(started, MAX_EXIT_WAIT));
        started.start();
        return started;
    }

    /** Stores what came before Ctrl-C ended the JVM, too. */
    private void finishWithin(Thread started, Duration wait) {
        queue.finish();
        try {
            started.join(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until all pages are stored.
     *
     * @return the segments that were added to the mirror
     * @throws IOException if a page cannot be stored
     */
    List<Segment> finish() throws IOException {
        close();
        HelperThreads.rethrow(failure);
        return List.copyOf(kept);
    }

    /** Waits until all pages are stored, or one could not be. */
    @Override
    public void close() {
        queue.finish();
        // What came is stored first, which takes a moment.
        thread.ifPresent(it -> HelperThreads.join(it, () -> {}));
        unregister.run();
    }

    private void run() {
        try {
            storeAll();
        } catch (IOException | RuntimeException | Error e) {
            failure = Optional.of(e);
        } catch (SQLException e) {
            failure = Optional.of(ClassifiedIOException.of(
                    e, ErrorKind.GENERAL, "the mirror's engine cannot take a page: " + e.getMessage()));
        } catch (InterruptedException e) {
            failure = Optional.of(new IllegalStateException("the thread that stores pages was interrupted", e));
        }
        try {
            queue.abandon();
        } catch (IOException | SQLException e) {
            failure.ifPresent(failed -> failed.addSuppressed(e));
        }
    }

    private void storeAll() throws IOException, SQLException, InterruptedException {
        Optional<CompletePage> page = queue.take();
        while (page.isPresent()) {
            if (page.get().isLarge()) {
                storeLarge(page.get());
            } else {
                storeGroup(page.get());
            }
            page = queue.take();
        }
    }

    private void storeLarge(CompletePage page) throws IOException, SQLException {
        try (StagedEvents rows = page.rows().large().orElseThrow()) {
            PurgedEvents purged = tombstones.read();
            store(page, rows::portions, range -> (table, file) -> rows.write(table, range, purged, file));
        }
    }

    /** Stores a page, and those that arrive soon after it. */
    private void storeGroup(CompletePage first) throws IOException, SQLException, InterruptedException {
        long untilNanos = System.nanoTime() + MAX_WAIT.toNanos();
        PageGroup group = new PageGroup(first);
        boolean isOpen = first.mayShareFiles();
        while (isOpen) {
            Optional<CompletePage> next = queue.poll(untilNanos, group.leftChars());
            next.ifPresent(group::add);
            isOpen = next.isPresent();
        }
        PurgedEvents purged = tombstones.read();
        store(group.pages(), List::of, range -> {
            List<ReceivedEvent> events = group.events(range);
            return (table, file) -> write(new SuppliedEvents(table, events), purged, file);
        });
    }

    private long write(SuppliedEvents rows, PurgedEvents purged, Path file) throws SQLException {
        EventTable table = rows.table();
        if (table.isOptional() && !rows.rows().hasNext()) {
            return 0;
        }
        long number = queries.supply(rows);
        try {
            String relation = SuppliedRowsFunction.relation(number);
            return queries.update(
                    StagingSql.copy(SuppliedEvents.select(table, relation), purged.keeps(table), file),
                    Cancellation.never());
        } finally {
            queries.takeAway(number);
        }
    }

    /** Writes the rows of a range of what is stored. */
    @FunctionalInterface
    private interface Contents {

        SegmentWriter.Content of(TimeRange range);
    }

    private void store(CompletePage page, Function<TimeRange, List<TimeRange>> portions, Contents contents)
            throws IOException {
        TimeRanges unkept =
                TimeRanges.of(page.covered().fromSec(), page.covered().toSec()).minus(alreadyKept.get());
        TimeRanges settled = TimeRanges.before(page.settledToSec());
        for (TimeRange range : unkept.and(settled).asList()) {
            for (TimeRange portion : portions.apply(range)) {
                kept.add(files.add(SegmentKind.SEALED, portion, page.sealedAsOfSec(), contents.of(portion)));
            }
        }
        for (TimeRange range : unkept.minus(settled).asList()) {
            boolean isEdge = page.isEnd() && range.toSec() == page.covered().toSec();
            SegmentKind kind = isEdge ? SegmentKind.EDGE : SegmentKind.TAIL;
            kept.add(files.add(kind, range, page.asOfSec(), contents.of(range)));
        }
    }
}
