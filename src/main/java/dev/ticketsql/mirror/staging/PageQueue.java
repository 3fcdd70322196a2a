package dev.ticketsql.mirror.staging;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Passes complete pages from the thread that reads them to the one that stores them, in their order. */
public final class PageQueue {

    /** Text of the pages that wait: beyond it, the reader waits. */
    private static final long MAX_CHARS = 4 << 20;

    /** Pages that wait: a process that is killed asks for them again. */
    private static final int MAX_PAGES = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<CompletePage> pages = new ArrayDeque<>();
    private long chars;
    private boolean isFinished;
    private boolean isAbandoned;

    public PageQueue() {}

    /** Adds a page, and waits while too much waits before it; an interrupt of the thread is left for later. */
    public void put(CompletePage page) throws SQLException, IOException {
        lock.lock();
        try {
            while (!isAbandoned && isFull(page)) {
                changed.awaitUninterruptibly();
            }
            if (isAbandoned) {
                page.drop();
                return;
            }
            pages.add(page);
            chars += page.chars();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull(CompletePage next) {
        return pages.size() == MAX_PAGES || (!pages.isEmpty() && chars + next.chars() > MAX_CHARS);
    }

    /** The next page; empty after the last. */
    public Optional<CompletePage> take() {
        lock.lock();
        try {
            while (pages.isEmpty() && !isFinished) {
                changed.awaitUninterruptibly();
            }
            return pages.isEmpty() ? Optional.empty() : Optional.of(remove());
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next page, if it comes in time and may share files.
     *
     * @param untilNanos end of the wait, as of {@link System#nanoTime}
     * @param maxChars text that it may have
     */
    public Optional<CompletePage> poll(long untilNanos, long maxChars) throws InterruptedException {
        lock.lock();
        try {
            long leftNanos = untilNanos - System.nanoTime();
            while (pages.isEmpty() && !isFinished && leftNanos > 0) {
                leftNanos = changed.awaitNanos(leftNanos);
            }
            boolean fits = !pages.isEmpty()
                    && pages.element().mayShareFiles()
                    && pages.element().chars() <= maxChars;
            return fits ? Optional.of(remove()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private CompletePage remove() {
        CompletePage page = pages.remove();
        chars -= page.chars();
        changed.signalAll();
        return page;
    }

    /** Says that no page follows. */
    public void finish() {
        lock.lock();
        try {
            isFinished = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Drops the pages that wait, and those that come. */
    public void abandon() throws SQLException, IOException {
        lock.lock();
        try {
            isAbandoned = true;
            changed.signalAll();
            for (CompletePage page : pages) {
                page.drop();
            }
            pages.clear();
        } finally {
            lock.unlock();
        }
    }
}
