package dev.ticketsql.mirror;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One account's events on disk and the engine over them. Safe to share between threads; every statement takes a
 * {@link Reading} of its own.
 */
public final class Mirror implements AutoCloseable {

    private final Engine engine;
    private final SegmentFiles files;
    private final Path scratch;
    private final InstantSource clock;
    private final ReentrantLock turn = new ReentrantLock(true);

    private Mirror(Engine engine, SegmentFiles files, Path scratch, InstantSource clock) {
        this.engine = engine;
        this.files = files;
        this.scratch = scratch;
        this.clock = clock;
    }

    /**
     * Opens the mirror in {@code directory}, making it if it is missing.
     *
     * @throws IOException if the directory cannot be made or read, or the engine does not start
     */
    public static Mirror open(Path directory, MirrorSettings settings, InstantSource clock) throws IOException {
        requireNonNull(clock, "clock");
        Path root = Files.createDirectories(directory).toRealPath();
        Path events = Files.createDirectories(root.resolve("v1").resolve("ticket_events"));
        Path scratch = Files.createDirectories(root.resolve("v1").resolve("scratch"));
        try {
            Engine engine = Engine.start(settings, scratch.resolve("spill"), List.of(root));
            return new Mirror(engine, new SegmentFiles(events), scratch, clock);
        } catch (SQLException e) {
            throw new IOException("the engine of the mirror " + root + " does not start: " + e.getMessage(), e);
        }
    }

    /**
     * Opens a mirror that is gone with the process.
     *
     * @throws IOException if no temporary directory can be made, or the engine does not start
     */
    public static Mirror openTemporary(MirrorSettings settings, InstantSource clock) throws IOException {
        return open(Files.createTempDirectory("ticketsql-"), settings, clock);
    }

    /** Starts one statement's view; what is now is fixed here. */
    public Reading read(ReadingSettings settings, Cancellation cancellation) {
        return new Reading(engine, files, scratch, clock, turn, settings, cancellation);
    }

    @Override
    public void close() {
        try {
            engine.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the mirror's engine does not close: " + e.getMessage(), e);
        }
    }
}
