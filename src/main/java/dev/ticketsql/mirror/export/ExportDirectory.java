package dev.ticketsql.mirror.export;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.files.NewFiles;
import dev.ticketsql.files.PlainFiles;
import dev.ticketsql.mirror.directory.DurableFiles;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.LockFile;
import dev.ticketsql.mirror.directory.MirrorDirectory;
import dev.ticketsql.mirror.directory.ScratchDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Directory of an export, while one process writes it.
 *
 * <pre>
 * ticket_events/month=2026-03/ticket_events-2026-03.parquet   see {@link MonthFiles}
 * ticket_field_changes/month=2026-03/...                      and so on for each table
 * _export.txt                                                 see {@link ExportRecord}
 * .export.lock                                                of the process that writes
 * .export-4711-0f3c.../                                       its unfinished files; gone with it, or swept by the next
 * </pre>
 *
 * <p>Readers of Hive-style directories pass over names that begin with a dot or an underscore.
 */
final class ExportDirectory implements AutoCloseable {

    static final String RECORD = "_export.txt";
    private static final String LOCK = ".export.lock";
    private static final String SCRATCH_PREFIX = ".export-";

    /** On the root of a volume, which is as empty as it can be. */
    private static final String LOST_AND_FOUND = "lost+found";

    private final Path root;
    private final NewFiles newFiles;
    private final DurableFiles durableFiles;
    private final LockFile lock;
    private final ScratchDirectory scratch;
    private int unfinished;

    private ExportDirectory(
            Path root, NewFiles newFiles, DurableFiles durableFiles, LockFile lock, ScratchDirectory scratch) {
        this.root = root;
        this.newFiles = newFiles;
        this.durableFiles = durableFiles;
        this.lock = lock;
        this.scratch = scratch;
    }

    /**
     * Opens a directory that is new, empty or an export of the same account, and keeps other processes out.
     *
     * @param mirrors the directory of all mirrors
     * @throws IllegalArgumentException if it is none of these, or lies in a mirror or around one
     * @throws IOException if it cannot be written, or another process writes it
     */
    static ExportDirectory open(
            Path directory, Path mirrors, String account, FileSharing sharing, DurableFiles durableFiles)
            throws IOException {
        requireOutside(realPath(directory), realPath(mirrors));
        requireOwn(directory, account);
        NewFiles newFiles = NewFiles.of(sharing, directory);
        Path root = (Files.isDirectory(directory) ? directory : newFiles.createDirectories(directory)).toRealPath();
        LockFile lock = LockFile.open(root.resolve(LOCK));
        try {
            requireAlone(root, lock);
            requireOwn(root, account);
            for (EventTable table : MonthFiles.TABLES) {
                PlainFiles.requireDirectory(root.resolve(table.tableName()));
            }
            ScratchDirectory scratch = ScratchDirectory.create(root, SCRATCH_PREFIX);
            return new ExportDirectory(root, newFiles, durableFiles, lock, scratch);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void requireAlone(Path root, LockFile lock) throws IOException {
        boolean isAlone;
        try {
            isAlone = lock.tryLock(0, Long.MAX_VALUE, false).isPresent();
        } catch (IOException e) {
            throw new ClassifiedIOException(
                    ErrorKind.FILES,
                    root + " cannot be locked: " + MirrorDirectory.reason(e)
                            + "; export to a directory on another file system, and copy it from there",
                    e);
        }
        if (!isAlone) {
            throw new ClassifiedIOException(
                    ErrorKind.FILES, "another process exports to " + root + ": export again when it has ended");
        }
    }

    private static void requireOutside(Path directory, Path mirrors) {
        if (directory.startsWith(mirrors) || mirrors.startsWith(directory)) {
            throw new IllegalArgumentException(directory
                    + (directory.startsWith(mirrors) ? " lies in " : " has in it ")
                    + "the directory of the mirrors, " + mirrors + ": export to a directory elsewhere");
        }
    }

    private static void requireOwn(Path directory, String account) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(directory + " is no directory: export to one that is new or empty");
        }
        Optional<String> text = recordText(directory).filter(ExportRecord::isRecord);
        if (text.isEmpty()) {
            requireEmpty(directory);
            return;
        }
        String owner = ExportRecord.parse(text.get())
                .orElseThrow(() -> new IllegalArgumentException(directory + " is an export of another version of"
                        + " TicketSQL: export to a directory that is new or empty"))
                .account();
        if (!owner.equals(account)) {
            throw new IllegalArgumentException(directory + " is an export of " + owner + ", not of " + account
                    + ": export to a directory of its own");
        }
    }

    private static void requireEmpty(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            Optional<String> other = all.map(path -> path.getFileName().toString())
                    .filter(name ->
                            !name.startsWith(SCRATCH_PREFIX) && !name.equals(LOCK) && !name.equals(LOST_AND_FOUND))
                    .sorted()
                    .findFirst();
            if (other.isPresent()) {
                throw new IllegalArgumentException(directory + " is neither empty nor an export, it has "
                        + other.get() + ": export to a directory that is new or empty, or to that of an earlier"
                        + " export, which has " + RECORD);
            }
        }
    }

    /** The real path of a file that may be missing. */
    private static Path realPath(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        return Files.exists(absolute) || parent == null
                ? absolute.toRealPath()
                : realPath(parent).resolve(requireNonNull(absolute.getFileName(), "a path below the root"));
    }

    private static Optional<String> recordText(Path directory) throws IOException {
        Path file = directory.resolve(RECORD);
        PlainFiles.requireFile(file);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** Its real path. */
    Path root() {
        return root;
    }

    /**
     * Reads the record of the last export.
     *
     * @throws IOException if it cannot be read
     */
    Optional<ExportRecord> readRecord() throws IOException {
        return recordText(root).flatMap(ExportRecord::parse);
    }

    /** Replaces the record, unless it says the same. */
    void write(ExportRecord changed) throws IOException {
        String text = changed.text();
        if (!recordText(root).equals(Optional.of(text))) {
            Path file = newFile();
            Files.writeString(file, text);
            force(file);
            durableFiles.rename(file, root.resolve(RECORD));
            durableFiles.forceDirectory(root);
        }
    }

    /** Path of a new file for unfinished content. */
    Path newFile() {
        return scratch.path().resolve(Integer.toString(unfinished++));
    }

    /** Gives a finished file its mode, and forces it to disk. */
    void force(Path finished) throws IOException {
        newFiles.settle(finished);
        durableFiles.force(finished);
    }

    /** Renames a forced file to the month's name; what had that name is gone in the same moment. */
    void publish(Path forced, EventTable table, YearMonth month) throws IOException {
        Path place = root.resolve(MonthFiles.directory(table, month));
        PlainFiles.requireDirectory(place);
        if (!Files.exists(place)) {
            newFiles.createDirectories(place);
        }
        durableFiles.rename(forced, root.resolve(MonthFiles.file(table, month)));
        durableFiles.forceDirectory(place);
    }

    /** Deletes a month of a table, and its directory unless it has others' files. */
    void delete(EventTable table, YearMonth month) throws IOException {
        Path directory = root.resolve(MonthFiles.directory(table, month));
        Files.deleteIfExists(root.resolve(MonthFiles.file(table, month)));
        if (isEmpty(directory)) {
            Files.delete(directory);
        }
        durableFiles.forceDirectory(root.resolve(table.tableName()));
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    /** The months that a table has a file of, or the empty directory that a killed export left. */
    Set<YearMonth> months(EventTable table) throws IOException {
        Set<YearMonth> months = new TreeSet<>();
        Path directory = root.resolve(table.tableName());
        if (Files.exists(directory)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
                for (Path path : found) {
                    Optional<YearMonth> month =
                            MonthFiles.month(path.getFileName().toString());
                    if (month.isPresent()
                            && (Files.exists(root.resolve(MonthFiles.file(table, month.get()))) || isEmpty(path))) {
                        months.add(month.get());
                    }
                }
            }
        }
        return months;
    }

    /** Foreign {@code *.parquet} files in the tables, which their readers would include. */
    List<Path> strangers() throws IOException {
        List<Path> strangers = new ArrayList<>();
        for (EventTable table : MonthFiles.TABLES) {
            Set<Path> own = new TreeSet<>();
            months(table).forEach(month -> own.add(root.resolve(MonthFiles.file(table, month))));
            Path directory = root.resolve(table.tableName());
            if (Files.exists(directory)) {
                try (Stream<Path> all = Files.walk(directory)) {
                    all.filter(file -> file.toString().endsWith(".parquet") && !own.contains(file))
                            .sorted()
                            .forEach(strangers::add);
                }
            }
        }
        return List.copyOf(strangers);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            scratch.close();
        }
    }
}
