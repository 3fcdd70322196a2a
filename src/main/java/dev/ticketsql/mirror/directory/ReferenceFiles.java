package dev.ticketsql.mirror.directory;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.files.NewFiles;
import dev.ticketsql.files.PlainFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of reference tables in a mirror's directory: lists them, adds and removes them. A file is checked once in a
 * process, before anything is read from it; a damaged one is removed, so that its objects are fetched again. Safe for
 * many threads.
 *
 * <pre>
 * v2/references/groups/list_12_1700010000_40_3f2a9c01_9b1c77d0.parquet    see {@link ReferenceFile}
 * v2/references/users/forgotten_4711.tombstone                           a person who was purged
 * </pre>
 */
public final class ReferenceFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceFiles.class);

    private static final Pattern TOMBSTONE = Pattern.compile("forgotten_(\\d{1,18})\\.tombstone");

    private final MirrorDirectory directory;
    private final Set<Path> checked = ConcurrentHashMap.newKeySet();

    /** Files below {@code directory}. */
    public ReferenceFiles(MirrorDirectory directory) {
        this.directory = directory;
    }

    /**
     * Lists the files of {@code table} that count, by path: none that another supersedes or that is damaged, and none
     * of another layout.
     *
     * @throws IOException if the directory cannot be read
     */
    public Map<Path, ReferenceFile> current(String table, long layout) throws IOException {
        Map<Path, ReferenceFile> found = all(table);
        found.values().removeIf(file -> file.layout() != layout);
        Map<Path, ReferenceFile> sound = new TreeMap<>();
        for (Map.Entry<Path, ReferenceFile> file : found.entrySet()) {
            if (isSound(table, file.getKey(), file.getValue())) {
                sound.put(file.getKey(), file.getValue());
            }
        }
        return withoutSuperseded(sound);
    }

    private static Map<Path, ReferenceFile> withoutSuperseded(Map<Path, ReferenceFile> files) {
        Map<Path, ReferenceFile> kept = new TreeMap<>(files);
        kept.values().removeIf(file -> files.values().stream().anyMatch(other -> other.supersedes(file)));
        return kept;
    }

    private Map<Path, ReferenceFile> all(String table) throws IOException {
        Map<Path, ReferenceFile> files = new TreeMap<>();
        for (Path place : directory.references()) {
            for (Path path : children(place.resolve(table))) {
                ReferenceFile.parse(path.getFileName().toString()).ifPresent(file -> files.put(path, file));
            }
        }
        return files;
    }

    private static List<Path> children(Path parent) throws IOException {
        PlainFiles.requireDirectory(parent);
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(parent)) {
            paths.forEach(children::add);
        } catch (NoSuchFileException e) {
            LOG.debug("There is no {} yet", parent);
        }
        return children;
    }

    private boolean isSound(String table, Path path, ReferenceFile file) throws IOException {
        try {
            return checked.contains(path) || isIntact(table, path, file);
        } catch (NoSuchFileException e) {
            LOG.debug("{} has gone: another has taken its place", path, e);
            return false;
        }
    }

    /** Compares the file with its name, and removes it if it is damaged. */
    private boolean isIntact(String table, Path path, ReferenceFile file) throws IOException {
        try {
            if (PlainFiles.notAFile(PlainFiles.attributes(path)).isPresent()) {
                throw new IOException("it is no file");
            }
            if (!file.of(table, path).equals(file)) {
                throw new IOException("its checksum is another");
            }
            checked.add(path);
            return true;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            LOG.warn("{} is damaged ({}); what it had is fetched again", path, e.getMessage());
            checked.remove(path);
            if (directory.isWritable()) {
                Files.deleteIfExists(path);
            }
            return false;
        }
    }

    /**
     * Checks every file of {@code table}, also those that were checked before, and removes the damaged ones where the
     * directory can be written.
     *
     * @return for each file whether it is intact
     * @throws IOException if the directory cannot be read, or a file cannot be removed
     */
    public Map<Path, Boolean> check(String table) throws IOException {
        Map<Path, Boolean> intact = new TreeMap<>();
        for (Map.Entry<Path, ReferenceFile> file : all(table).entrySet()) {
            try {
                intact.put(file.getKey(), isIntact(table, file.getKey(), file.getValue()));
            } catch (NoSuchFileException e) {
                LOG.debug("{} has gone: another has taken its place", file.getKey(), e);
            }
        }
        return intact;
    }

    /** A new file's place among those that are not finished. */
    public Path unfinished() {
        return directory.scratch().resolve("reference-" + UUID.randomUUID() + ".parquet");
    }

    /**
     * Adds a finished file to {@code table}. The caller holds the lock of fetching.
     *
     * @param finished in {@link #unfinished}
     * @throws IOException if it cannot be kept
     */
    public void add(String table, ReferenceFile.Kind kind, long asOfSec, long rows, long layout, Path finished)
            throws IOException {
        long number = 1
                + all(table).values().stream()
                        .mapToLong(ReferenceFile::number)
                        .max()
                        .orElse(0);
        ReferenceFile file = new ReferenceFile(kind, number, asOfSec, rows, layout, 0).of(table, finished);
        Path place = written(table);
        directory.publish(finished, place, file.fileName());
        checked.add(place.resolve(file.fileName()));
    }

    private Path written(String table) throws IOException {
        List<Path> places = directory.references();
        Path place = places.get(places.size() - 1).resolve(table);
        return directory.newFiles().createDirectories(place);
    }

    /** Removes the files that others have superseded. To be called while no process reads. */
    public void removeSuperseded() {
        try {
            for (String table : tables()) {
                Map<Path, ReferenceFile> superseded = all(table);
                superseded.keySet().removeAll(withoutSuperseded(superseded).keySet());
                for (Path path : superseded.keySet()) {
                    if (directory.isWritable()) {
                        Files.deleteIfExists(path);
                    }
                }
            }
        } catch (IOException e) {
            LOG.warn("Cannot remove files of references that are out of date", e);
        }
    }

    /**
     * Removes the files of {@code table} that have other columns, which this version does not read.
     *
     * @throws IOException if one cannot be removed
     */
    public void removeOtherLayouts(String table, long layout) throws IOException {
        for (Map.Entry<Path, ReferenceFile> file : all(table).entrySet()) {
            if (file.getValue().layout() != layout) {
                Files.deleteIfExists(file.getKey());
            }
        }
    }

    /**
     * Whether {@code table} has files that others have superseded, since a process reads.
     *
     * @throws IOException if the directory cannot be read
     */
    public boolean hasSuperseded(String table) throws IOException {
        Map<Path, ReferenceFile> files = all(table);
        return withoutSuperseded(files).size() < files.size();
    }

    /**
     * Names of the tables that have files, in the order of the alphabet.
     *
     * @throws IOException if the directory cannot be read
     */
    public Set<String> tables() throws IOException {
        Set<String> tables = new TreeSet<>();
        for (Path place : directory.references()) {
            children(place).stream()
                    .filter(Files::isDirectory)
                    .forEach(path -> tables.add(path.getFileName().toString()));
        }
        return tables;
    }

    /**
     * Ids of objects of {@code table} that are forgotten for good.
     *
     * @throws IOException if the directory cannot be read
     */
    public Set<Long> forgotten(String table) throws IOException {
        Set<Long> ids = new TreeSet<>();
        for (Path place : directory.references()) {
            for (Path path : children(place.resolve(table))) {
                Optional.of(TOMBSTONE.matcher(path.getFileName().toString()))
                        .filter(Matcher::matches)
                        .ifPresent(name -> ids.add(Long.parseLong(name.group(1))));
            }
        }
        return ids;
    }

    /**
     * Writes down that an object is forgotten, durable when this returns.
     *
     * @throws IOException if it cannot be written
     */
    public void forget(String table, long id) throws IOException {
        if (!directory.isWritable()) {
            throw new ClassifiedIOException(
                    ErrorKind.FILES,
                    "the mirror " + directory.root() + " cannot be written, so that nothing is purged");
        }
        Path place = written(table);
        directory.newFiles().createFile(place.resolve("forgotten_" + id + ".tombstone"));
        NewFiles.forceDirectory(place);
    }

    /**
     * Lists the files of {@code table} that count, by their names alone, for a report.
     *
     * @throws IOException if the directory cannot be read
     */
    public List<ReferenceFile> listed(String table) throws IOException {
        return List.copyOf(withoutSuperseded(all(table)).values());
    }
}
