package dev.ticketsql.mirror.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files of a mirror of a former format. */
public final class FormerFiles {

    private FormerFiles() {}

    /** All Parquet files of a mirror's or a version's directory, or one of a table. */
    public static List<Path> parquet(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path path : all.sorted().toList()) {
                if (path.toString().endsWith(".parquet")) {
                    files.add(path);
                } else if (!path.getFileName().toString().startsWith("scratch")) {
                    files.addAll(parquet(path));
                }
            }
        } catch (NotDirectoryException | NoSuchFileException e) {
            return files;
        }
        return files;
    }

    /** Those of them that are of a segment of the present format, or of a former one. */
    public static List<Path> ofFormat(Path version, boolean present) throws IOException {
        return parquet(version).stream()
                .filter(file -> Segment.parse(file.getFileName().toString()).isPresent() == present)
                .toList();
    }

    /** Adds segments without events of other days, so that taking over takes longer. */
    public static void addEmptySegments(Path version, int count) throws IOException {
        Path events = version.resolve("ticket_events");
        Path empty = parquet(events).stream()
                .filter(file -> file.getFileName().toString().startsWith("tail_"))
                .findFirst()
                .orElseThrow();
        String rejected = Files.isDirectory(version.resolve("rejected_events")) ? "_none" : "";
        for (int segment = 0; segment < count; segment++) {
            long fromSec = 1_000_000_000L + segment * 10L;
            String stem = "sealed_" + fromSec + "_" + (fromSec + 10) + "_1700000000_0";
            String checksum = String.format(Locale.ROOT, "%08x", Checksum.of("ticket_events/" + stem, empty));
            String name = stem + "_" + checksum + "_00000000_00000000" + rejected + ".parquet";
            Files.copy(empty, events.resolve(name));
            Files.createFile(version.resolve("ticket_field_changes").resolve(name));
            Files.createFile(version.resolve("ticket_comments").resolve(name));
        }
    }
}
