package dev.ticketsql.mirror;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.HelperThreads;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.event.StatementCancelledException;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Fetches a gap in one stretch or, where pages take longer than the account's limit makes them wait, in several at
 * once, each on a thread of its own. A stretch that is done takes half of what the longest other one has left, so that
 * all end together. Each division may cost a page more, since the page at its border has events of both sides. For one
 * gap.
 */
final class GapStretches {

    /** Pages that a stretch has left when it is divided, at least. */
    private static final int MIN_PAGES = 4;

    /** Pages of the first stretch between two pauses. */
    private static final int PAUSE_PAGES = 50;

    private final PageFetcher pages;
    private final PageSource source;
    private final BooleanSupplier permitsAnother;
    private final ToLongFunction<TimeRange> middle;
    private final Consumer<TimeRanges> progress;
    private final Pause pause;
    private final Cancellation cancellation;
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<PageFetcher.Fetched> fetched = new ArrayList<>();
    private final List<Thread> others = new ArrayList<>();
    private Optional<Throwable> failure = Optional.empty();
    private boolean isStopped;
    private int active = 1;

    /**
     * Creates the fetch of one gap.
     *
     * @param permitsAnother whether one more request may be made now, and counts it if so
     * @param middle the second before which a range probably has half of its events
     * @param progress receives the ranges that were fetched, after each page; none of these is called by two threads at
     *     once
     * @param pause called by the caller's thread now and then, while other stretches go on
     */
    GapStretches(
            PageFetcher pages,
            PageSource source,
            BooleanSupplier permitsAnother,
            ToLongFunction<TimeRange> middle,
            Consumer<TimeRanges> progress,
            Pause pause,
            Cancellation cancellation) {
        this.pages = pages;
        this.source = source;
        this.permitsAnother = permitsAnother;
        this.middle = middle;
        this.progress = progress;
        this.pause = pause;
        this.cancellation = cancellation;
    }

    /** A pause of the caller's thread between two pages. */
    @FunctionalInterface
    interface Pause {

        void pause() throws IOException;
    }

    /** A part of the gap that is read page after page. */
    private static final class Stretch {

        private final long fromSec;
        private long atSec;
        private long toSec;
        private long pageSec;

        /** True if another stretch begins where this one ends. */
        private boolean isFollowed;

        private Stretch(long fromSec, long toSec, boolean isFollowed) {
            this.fromSec = fromSec;
            this.atSec = fromSec;
            this.toSec = toSec;
            this.isFollowed = isFollowed;
        }

        private TimeRanges fetched() {
            return TimeRanges.of(fromSec, atSec);
        }

        /** The rest after the next page, if it is long enough to be divided. */
        private Optional<TimeRange> rest() {
            return pageSec > 0 && toSec - atSec >= MIN_PAGES * pageSec
                    ? Optional.of(new TimeRange(atSec + pageSec, toSec))
                    : Optional.empty();
        }

        private long restSec() {
            return rest().map(TimeRange::lengthSec).orElse(0L);
        }
    }

    /**
     * Fetches from {@code startSec} to {@code toSec}, or until no more requests are permitted. The first was counted.
     *
     * @return what was fetched
     * @throws IOException if a page cannot be fetched or stored; those of other stretches stay
     */
    List<PageFetcher.Fetched> fetch(long startSec, long toSec) throws IOException {
        Stretch whole = new Stretch(startSec, toSec, false);
        stretches.add(whole);
        work(whole, PAUSE_PAGES);
        awaitOthers();
        HelperThreads.rethrow(failure());
        return List.copyOf(fetched);
    }

    /** @param pausePages pages between two pauses */
    private void work(Stretch first, int pausePages) {
        AtomicInteger pageCount = new AtomicInteger();
        try {
            Optional<Stretch> stretch = Optional.of(first);
            while (stretch.isPresent()) {
                Stretch current = stretch.get();
                PageFetcher.Continuation next = new PageFetcher.Continuation() {
                    @Override
                    public boolean goesOn(long coveredToSec) throws IOException {
                        boolean goesOn = GapStretches.this.goesOn(current, coveredToSec);
                        if (goesOn && pageCount.incrementAndGet() % pausePages == 0) {
                            pause.pause();
                        }
                        return goesOn;
                    }

                    @Override
                    public long storedToSec(long coveredToSec) {
                        return GapStretches.this.storedToSec(current, coveredToSec);
                    }
                };
                stretch = after(current, pages.fetch(source, current.fromSec, next, cancellation));
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private synchronized boolean goesOn(Stretch stretch, long coveredToSec) {
        progress.accept(stretches.stream().map(Stretch::fetched).reduce(TimeRanges.none(), TimeRanges::or));
        if (coveredToSec >= stretch.toSec || coveredToSec >= pages.requestableToSec() || !mayRequest()) {
            return false;
        }
        int useful = source.usefulParallelRequests();
        Optional<Stretch> part = active < useful ? divided() : Optional.empty();
        while (part.isPresent()) {
            start(part.get());
            part = active < useful ? divided() : Optional.empty();
        }
        return true;
    }

    /**
     * Takes note of a page; what the next stretch has is stored by it alone, since files that overlap are not merged.
     */
    private synchronized long storedToSec(Stretch stretch, long coveredToSec) {
        stretch.pageSec = coveredToSec - stretch.atSec;
        stretch.atSec = coveredToSec;
        return stretch.isFollowed ? Math.min(coveredToSec, stretch.toSec) : coveredToSec;
    }

    private boolean mayRequest() {
        isStopped |= !permitsAnother.getAsBoolean();
        return !isStopped;
    }

    /** The second half of what the longest stretch has left. */
    private Optional<Stretch> divided() {
        Optional<Stretch> longest = stretches.stream()
                .max(Comparator.comparingLong(Stretch::restSec))
                .filter(it -> it.restSec() > 1);
        if (longest.isEmpty() || isStopped || !mayRequest()) {
            return Optional.empty();
        }
        TimeRange rest = longest.get().rest().orElseThrow();
        long middleSec = Math.min(Math.max(middle.applyAsLong(rest), rest.fromSec() + 1), rest.toSec() - 1);
        Stretch half = new Stretch(middleSec, longest.get().toSec, longest.get().isFollowed);
        longest.get().toSec = middleSec;
        longest.get().isFollowed = true;
        stretches.add(half);
        return Optional.of(half);
    }

    private void start(Stretch stretch) {
        active++;
        Thread thread = new Thread(() -> work(stretch, Integer.MAX_VALUE), "ticketsql-fetch");
        // What is not stored is fetched again: no JVM waits for it.
        thread.setDaemon(true);
        others.add(thread);
        thread.start();
    }

    /** Takes what a stretch has read; returns the one to read next, if others have much left. */
    private synchronized Optional<Stretch> after(Stretch stretch, PageFetcher.Fetched read) {
        fetched.add(read);
        stretch.atSec = read.coveredToSec();
        boolean isDone = read.endOfStream() || read.coveredToSec() >= stretch.toSec;
        stretch.toSec = isDone ? stretch.atSec : stretch.toSec;
        Optional<Stretch> next = isDone && active <= source.usefulParallelRequests() ? divided() : Optional.empty();
        active -= next.isPresent() ? 0 : 1;
        return next;
    }

    private synchronized void fail(Throwable e) {
        if (failure.isEmpty()) {
            failure = Optional.of(e);
        } else {
            failure.get().addSuppressed(e);
        }
        isStopped = true;
        active--;
        if (e instanceof StatementCancelledException) {
            interruptOthers();
        }
    }

    private synchronized void interruptOthers() {
        others.stream().filter(thread -> !thread.equals(Thread.currentThread())).forEach(Thread::interrupt);
    }

    private void awaitOthers() {
        // They end soon, and keep what came.
        started().forEach(thread -> HelperThreads.join(thread, this::interruptOthers));
    }

    private synchronized List<Thread> started() {
        return List.copyOf(others);
    }

    private synchronized Optional<Throwable> failure() {
        return failure;
    }
}
