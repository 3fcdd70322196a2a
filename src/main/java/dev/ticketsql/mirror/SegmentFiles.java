package dev.ticketsql.mirror;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The segments of one directory. */
final class SegmentFiles {

    private final Path directory;
    private List<Segment> segments = List.of();

    SegmentFiles(Path directory) {
        this.directory = requireNonNull(directory, "directory");
    }

    Path fileOf(Segment segment) {
        return directory.resolve(segment.fileName());
    }

    synchronized void refresh() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            segments = files.map(file -> Segment.parse(file.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    synchronized List<Segment> segments() {
        return segments;
    }

    synchronized void add(Segment segment) {
        List<Segment> more = new ArrayList<>(segments);
        more.add(segment);
        segments = List.copyOf(more);
    }
}
