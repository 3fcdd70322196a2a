package dev.ticketsql.mirror.directory;

import dev.ticketsql.mirror.ReaderPins;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where things lie in a mirror's directory, and who may see them. Knows nothing of what is in the files.
 *
 * <pre>
 * v1/ticket_events/sealed_1700000000_1700003600_1700010000_812_....parquet        events: see {@link Segment}
 * v1/ticket_field_changes/sealed_1700000000_1700003600_1700010000_812_....parquet  what they say of fields
 * v1/ticket_comments/sealed_1700000000_1700003600_1700010000_812_....parquet       and of comments
 * v1/tombstones/ticket_4711_1700010000.tombstone                                  purged: see {@link Tombstone}
 * v1/readers.lock                                                                 see {@link ReaderPins}
 * v1/fetch.lock                                                                   see {@link FetchLock}
 * v1/scratch-4711-0f3c.../                                                        see {@link ScratchDirectory}
 * v1/scratch-4711-0f3c....lock
 * </pre>
 *
 * <p>{@code v1} is the version of the format: names of files, names and types of columns. All that a mirror knows is in
 * the {@code *.parquet} of each {@link EventTable}; scratch holds pages while they are written and what queries spill,
 * and may go when no process is there. A directory that cannot be written still serves what it holds.
 */
public final class MirrorDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorDirectory.class);
    private static final String VERSION = "v1";
    private static final String READERS_LOCK = "readers.lock";
    private static final String FETCH_LOCK = "fetch.lock";
    private static final Pattern NEWER_VERSION = Pattern.compile("v([2-9]|[1-9]\\d+)");

    private final Path root;
    private final ScratchDirectory scratch;
    private final boolean writable;
    private final boolean durable;
    private final DurableFiles disk;

    private MirrorDirectory(Path root, ScratchDirectory scratch, boolean writable, boolean durable, DurableFiles disk) {
        this.root = root;
        this.scratch = scratch;
        this.writable = writable;
        this.durable = durable;
        this.disk = disk;
    }

    /**
     * Opens {@code directory}, making it if it is missing.
     *
     * @throws IOException if it cannot be made, is not a directory, or was written by a newer version
     */
    public static MirrorDirectory open(Path directory, DurableFiles disk) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new IOException("the mirror " + directory.toAbsolutePath() + " is a file; option mirror takes a"
                    + " directory, or none for a temporary one");
        }
        refuseNewerVersion(directory);
        try {
            // Not for existing ones: the JDK refuses a symbolic link to a directory there.
            Path root = (Files.isDirectory(directory) ? directory : OwnerOnlyFiles.createDirectories(directory))
                    .toRealPath();
            boolean holdsEvents = Files.isDirectory(filesIn(root, EventTable.TICKET_EVENTS));
            if (holdsEvents && !isWritable(root)) {
                LOG.info("The mirror {} cannot be written: it serves what it holds", root);
                return new MirrorDirectory(root, temporaryDirectory(), false, true, disk);
            }
            return openToWrite(root, holdsEvents, disk);
        } catch (IOException e) {
            throw new IOException(
                    "the mirror " + directory.toAbsolutePath() + " cannot be opened: " + reason(e) + "; give option"
                            + " mirror a directory that can be written, or none for a temporary one",
                    e);
        }
    }

    private static MirrorDirectory openToWrite(Path root, boolean holdsEvents, DurableFiles disk) throws IOException {
        try {
            createTables(root);
            Path version = root.resolve(VERSION);
            LockFile.open(version.resolve(READERS_LOCK)).close();
            LockFile.open(version.resolve(FETCH_LOCK)).close();
            return new MirrorDirectory(root, ScratchDirectory.create(version, "scratch-"), true, true, disk);
        } catch (IOException e) {
            if (!holdsEvents) {
                throw e;
            }
            LOG.warn("The mirror {} cannot be written: it serves what it holds", root, e);
            return new MirrorDirectory(root, temporaryDirectory(), false, true, disk);
        }
    }

    /**
     * Makes one that is gone with the process.
     *
     * @throws IOException if the machine's directory for temporary files cannot be written
     */
    public static MirrorDirectory temporary() throws IOException {
        ScratchDirectory scratch = temporaryDirectory();
        createTables(scratch.path());
        return new MirrorDirectory(scratch.path(), scratch, true, false, DurableFiles.real());
    }

    private static ScratchDirectory temporaryDirectory() throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
        return ScratchDirectory.create(parent, "ticketsql-");
    }

    private static void createTables(Path root) throws IOException {
        for (EventTable table : EventTable.values()) {
            OwnerOnlyFiles.createDirectories(filesIn(root, table));
        }
    }

    /** A table's directory that another process is about to make, or was killed before, can be made. */
    private static boolean isWritable(Path root) {
        return Files.isWritable(root.resolve(VERSION))
                && Arrays.stream(EventTable.values())
                        .map(table -> filesIn(root, table))
                        .allMatch(files -> Files.isWritable(files) || !Files.exists(files));
    }

    private static void refuseNewerVersion(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory, "v*")) {
            for (Path child : children) {
                Matcher newer = NEWER_VERSION.matcher(child.getFileName().toString());
                if (newer.matches()) {
                    throw new IOException("the mirror " + directory.toAbsolutePath() + " holds format "
                            + newer.group() + ", this TicketSQL knows " + VERSION
                            + ": use the newer TicketSQL that wrote it, or give option mirror another directory");
                }
            }
        }
    }

    /** The directory itself, links resolved. */
    public Path root() {
        return root;
    }

    /** Where the files of segments with the rows of {@code table} lie. */
    public Path files(EventTable table) {
        return filesIn(root, table);
    }

    private static Path filesIn(Path root, EventTable table) {
        return root.resolve(VERSION).resolve(table.tableName());
    }

    /** Where {@link Tombstone}s lie; missing until the first one is set up. */
    Path tombstones() {
        return root.resolve(VERSION).resolve("tombstones");
    }

    /** Locked by whoever reads; see {@link ReaderPins}. */
    public Path readersLock() {
        return root.resolve(VERSION).resolve(READERS_LOCK);
    }

    /** Locked by the process that fetches; see {@link FetchLock}. */
    public Path fetchLock() {
        return root.resolve(VERSION).resolve(FETCH_LOCK);
    }

    /** Where files are written before they get their names, and queries spill. */
    public Path scratch() {
        return scratch.path();
    }

    /** Whether segments can be added. */
    public boolean isWritable() {
        return writable;
    }

    /**
     * Gives a finished file of scratch its name among those of a table: forced to disk before, the directory after, so
     * that a name never stands for less than the whole file. Nothing is forced in a temporary directory.
     *
     * @throws IOException if the disk refuses; no file bears the name then
     */
    void publish(Path finished, EventTable table, String name) throws IOException {
        OwnerOnlyFiles.restrict(finished);
        if (durable) {
            disk.force(finished);
        }
        disk.rename(finished, files(table).resolve(name));
        if (durable) {
            disk.forceDirectory(files(table));
        }
    }

    /** What went wrong, in words: the message of many of the JDK's failures is nothing but the file's name. */
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
