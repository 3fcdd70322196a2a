package dev.ticketsql.mirror.directory;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.files.DirectoryTrust;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.files.NewFiles;
import dev.ticketsql.files.PlainFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Layout and permissions of a mirror's directory.
 *
 * <pre>
 * v2/ticket_events/sealed_1700000000_1700003600_1700010000_812_....parquet        events: see {@link Segment}
 * v2/ticket_field_changes/sealed_1700000000_1700003600_1700010000_812_....parquet  their field changes
 * v2/ticket_comments/sealed_1700000000_1700003600_1700010000_812_....parquet       their comments
 * v2/ticket_child_events/sealed_1700000000_1700003600_1700010000_812_....parquet   all child events, of any kind
 * v2/rejected_events/sealed_1700000000_1700003600_1700010000_812_....parquet       items of pages that are no events
 * v2/references/groups/list_12_1700010000_40_....parquet                          names: see {@link ReferenceFiles}
 * v2/tombstones/ticket_4711_1700010000.tombstone                                  purged: see {@link Tombstone}
 * v2/readers.lock                                                                 see {@link ReadersLock}
 * v2/fetch.lock                                                                   see {@link FetchLock}
 * v2/references.lock                                                              the same for names
 * v2/takeover.lock                                                                see {@link FormerFormat}
 * v2/scratch-4711-0f3c.../                                                        see {@link ScratchDirectory}
 * v2/scratch-4711-0f3c....lock
 * </pre>
 *
 * <p>{@code v2} is the version of the format: names of files, names and types of columns; a {@link FormerFormat} is
 * taken over before. The {@code *.parquet} of each {@link EventTable} are the whole data; scratch has unfinished files
 * and spilled data of queries, and may be deleted when no process runs. A read-only directory can still be queried.
 */
public final class MirrorDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorDirectory.class);
    static final String VERSION = "v2";
    static final String TOMBSTONES = "tombstones";
    private static final String REFERENCES = "references";
    static final String READERS_LOCK = "readers.lock";
    static final String FETCH_LOCK = "fetch.lock";
    private static final String REFERENCES_LOCK = "references.lock";
    static final String SCRATCH_PREFIX = "scratch-";

    private static final String TAKEOVER_LOCK = "takeover.lock";

    private final Path root;
    private final ScratchDirectory scratch;
    private final boolean writable;
    private final boolean durable;
    private final DurableFiles durableFiles;
    private final NewFiles newFiles;

    private MirrorDirectory(
            Path root,
            ScratchDirectory scratch,
            boolean writable,
            boolean durable,
            DurableFiles durableFiles,
            NewFiles newFiles) {
        this.root = root;
        this.scratch = scratch;
        this.writable = writable;
        this.durable = durable;
        this.durableFiles = durableFiles;
        this.newFiles = newFiles;
    }

    /**
     * Opens {@code directory}, creating it if it is missing.
     *
     * @throws IOException if it cannot be created, is not a directory, was written by a newer version or in a former
     *     format, or others could change it
     */
    public static MirrorDirectory open(Path directory, FileSharing sharing, DurableFiles durableFiles)
            throws IOException {
        return MirrorOpening.of(directory, () -> {
            NewFiles newFiles = NewFiles.of(sharing, directory);
            Path root = trusted(directory, sharing, newFiles);
            if (FormerVersion.anyIsIn(root)) {
                throw new ClassifiedIOException(
                        ErrorKind.MIRROR_FORMAT,
                        "an older TicketSQL has added events to it in a former format: end that program, and connect"
                                + " again");
            }
            boolean holdsEvents = Files.isDirectory(filesIn(root, EventTable.TICKET_EVENTS));
            if (holdsEvents && !isWritable(root)) {
                LOG.info("The mirror {} cannot be written: it serves what it holds", root);
                return new MirrorDirectory(root, temporaryDirectory(), false, true, durableFiles, newFiles);
            }
            return openToWrite(root, holdsEvents, durableFiles, newFiles);
        });
    }

    /** Works in a directory whose {@link FormerFormat} nobody can read as it is. */
    static void openFormer(Path directory, FileSharing sharing, DurableFiles durableFiles, Work work)
            throws IOException {
        MirrorOpening.of(directory, () -> {
            NewFiles newFiles = NewFiles.of(sharing, directory);
            Path root = trusted(directory, sharing, newFiles);
            FormerVersion.requireWritable(root);
            MirrorDirectory opened = openToWrite(root, false, durableFiles, newFiles);
            try (opened) {
                work.in(opened);
            }
            return opened;
        });
    }

    /** Works in a directory. */
    @FunctionalInterface
    interface Work {
        void in(MirrorDirectory opened) throws IOException;
    }

    /** The real path, in which every directory and lock of ours is one: a link might lead elsewhere. */
    private static Path trusted(Path directory, FileSharing sharing, NewFiles newFiles) throws IOException {
        DirectoryTrust trust = new DirectoryTrust(sharing, LOG::warn);
        trust.requireAbove(directory.toAbsolutePath().normalize());
        // Only if missing: the mirror's directory may be a symbolic link, the user's own.
        Path root = (Files.isDirectory(directory) ? directory : newFiles.createDirectories(directory)).toRealPath();
        trust.require(root);
        Path version = root.resolve(VERSION);
        PlainFiles.requireDirectory(version);
        for (EventTable table : EventTable.values()) {
            PlainFiles.requireDirectory(filesIn(root, table));
        }
        PlainFiles.requireDirectory(version.resolve(TOMBSTONES));
        PlainFiles.requireDirectory(version.resolve(REFERENCES));
        PlainFiles.requireFile(version.resolve(READERS_LOCK));
        PlainFiles.requireFile(version.resolve(FETCH_LOCK));
        PlainFiles.requireFile(version.resolve(REFERENCES_LOCK));
        return root;
    }

    private static MirrorDirectory openToWrite(
            Path root, boolean holdsEvents, DurableFiles durableFiles, NewFiles newFiles) throws IOException {
        try {
            createTables(root, newFiles);
            Path version = root.resolve(VERSION);
            for (String lock : List.of(READERS_LOCK, FETCH_LOCK, REFERENCES_LOCK)) {
                newFiles.createFile(version.resolve(lock));
                LockFile.open(version.resolve(lock)).close();
            }
            return new MirrorDirectory(
                    root, ScratchDirectory.create(version, SCRATCH_PREFIX), true, true, durableFiles, newFiles);
        } catch (IOException e) {
            if (!holdsEvents) {
                throw e;
            }
            LOG.warn("The mirror {} cannot be written: it serves what it holds", root, e);
            return new MirrorDirectory(root, temporaryDirectory(), false, true, durableFiles, newFiles);
        }
    }

    /**
     * Creates one that is removed at the end of the process.
     *
     * @throws IOException if the machine's directory for temporary files cannot be written
     */
    public static MirrorDirectory temporary() throws IOException {
        ScratchDirectory scratch = temporaryDirectory();
        createTables(scratch.path(), NewFiles.forOwner());
        return new MirrorDirectory(scratch.path(), scratch, true, false, DurableFiles.real(), NewFiles.forOwner());
    }

    private static ScratchDirectory temporaryDirectory() throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
        return ScratchDirectory.create(parent, "ticketsql-");
    }

    private static void createTables(Path root, NewFiles newFiles) throws IOException {
        for (EventTable table : EventTable.values()) {
            newFiles.createDirectories(filesIn(root, table));
        }
    }

    /**
     * True if files can be added; a table's directory may be missing if another process is about to create it or was
     * killed before.
     */
    private static boolean isWritable(Path root) {
        return Files.isWritable(root.resolve(VERSION))
                && Arrays.stream(EventTable.values())
                        .map(table -> filesIn(root, table))
                        // In this order: it may be created in between.
                        .allMatch(files -> !Files.exists(files) || Files.isWritable(files));
    }

    /** The directory's real path. */
    public Path root() {
        return root;
    }

    /** Directory of the segments' files of {@code table}. */
    public Path files(EventTable table) {
        return filesIn(root, table);
    }

    static Path filesIn(Path root, EventTable table) {
        return root.resolve(VERSION).resolve(table.tableName());
    }

    /**
     * Directories of the files of {@link ReferenceFiles}; missing before the first one. The last is written: of a
     * mirror that cannot be, one that is gone with the process.
     */
    public List<Path> references() {
        Path own = root.resolve(VERSION).resolve(REFERENCES);
        return writable ? List.of(own) : List.of(own, scratch.path().resolve(REFERENCES));
    }

    /** Directory of {@link Tombstone}s; missing before the first one. */
    Path tombstones() {
        return tombstonesIn(root);
    }

    static Path tombstonesIn(Path root) {
        return root.resolve(VERSION).resolve(TOMBSTONES);
    }

    /** Lock file of reading processes; see {@link ReadersLock}. */
    public Path readersLock() {
        return root.resolve(VERSION).resolve(READERS_LOCK);
    }

    /** Lock file of the fetching process; see {@link FetchLock}. */
    public Path fetchLock() {
        return root.resolve(VERSION).resolve(FETCH_LOCK);
    }

    /** Lock file of the process that fetches names; see {@link FetchLock}. */
    public Path referencesLock() {
        return root.resolve(VERSION).resolve(REFERENCES_LOCK);
    }

    /** Lock file of a process that takes over a {@link FormerFormat}. */
    Path takeOverLock() {
        return root.resolve(VERSION).resolve(TAKEOVER_LOCK);
    }

    /** Creates what is added to it. */
    NewFiles newFiles() {
        return newFiles;
    }

    /**
     * Registers work that writes to {@link #scratch()} and ends before that is removed at exit.
     *
     * @return ends the registration
     */
    public Runnable finishAtExit(Runnable work) {
        return scratch.finishAtExit(work);
    }

    /** Directory of unfinished files and of data that queries spill. */
    public Path scratch() {
        return scratch.path();
    }

    /** True if segments can be added. */
    public boolean isWritable() {
        return writable;
    }

    /**
     * Renames a finished file of scratch into a table's directory. The file is forced to disk before and the directory
     * after, so that a name never belongs to half a file. Nothing is forced in a temporary directory.
     *
     * @throws IOException if a step fails; no file has the name then
     */
    void publish(Path finished, EventTable table, String name) throws IOException {
        publish(finished, files(table), name);
    }

    /** The same, into {@code place}. */
    void publish(Path finished, Path place, String name) throws IOException {
        newFiles.settle(finished);
        if (durable) {
            durableFiles.force(finished);
        }
        durableFiles.rename(finished, place.resolve(name));
        if (durable) {
            durableFiles.forceDirectory(place);
        }
    }

    /** Gives a file another name, unless there is one of that name. */
    void linkDurably(Path file, Path name) throws IOException {
        if (!Files.exists(name)) {
            durableFiles.link(file, name);
        }
        durableFiles.forceDirectory(requireNonNull(name.getParent(), "a file of a directory"));
    }

    /** Describes a failure in words: the message of many of the JDK's exceptions is just the file's name. */
    public static String reason(IOException failure) {
        boolean nameOnly = failure instanceof FileSystemException detailed && detailed.getReason() == null;
        String kind = failure.getClass().getSimpleName().replace("Exception", "");
        return nameOnly ? kind + " " + failure.getMessage() : String.valueOf(failure.getMessage());
    }

    @Override
    public void close() {
        scratch.close();
    }
}
