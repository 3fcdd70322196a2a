package dev.ticketsql.bench;

import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.Cursor;
import dev.ticketsql.mirror.EngineLimits;
import dev.ticketsql.mirror.GeneratedMirror;
import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.Snapshot;
import dev.ticketsql.mirror.SnapshotOptions;
import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.Segment;
import dev.ticketsql.mirror.directory.SegmentPrecedence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Opens a mirror of many files and of windows with gaps between them, counts the events of one window and closes it, in
 * a JVM that is warm; then asks later statements. Beside it a mirror of one window alone.
 */
final class OpeningBenchmark {

    static final int WINDOWS = 400;

    static final int FILES_PER_WINDOW = 25;

    private static final int EVENTS_PER_FILE = 10;

    /** The limit of each, by the clock. */
    static final double MAX_MILLIS = 100;

    private static final int ROUNDS = 11;

    private final Path directory;
    private final Report report;

    /** A benchmark that makes its mirrors in {@code directory}. */
    OpeningBenchmark(Path directory, Report report) {
        this.directory = directory;
        this.report = report;
    }

    void run(int windows, int filesPerWindow) throws Exception {
        int segments = windows * filesPerWindow;
        report.heading("Opening a mirror of " + segments + " files of events in " + windows + " windows");
        MirrorFiles many = made("many", windows, filesPerWindow);
        MirrorFiles one = made("one", 1, filesPerWindow);
        TimeRange window = last(many);
        String expected = Integer.toString(filesPerWindow * EVENTS_PER_FILE);
        TimeRange alone = last(one);
        report.check("events of the last of them", expected, opened(many, window));
        report.check("events of one window alone", expected, opened(one, alone));
        report.check("the same by a statement", expected, stated(many, window));
        Alternating opened = Alternating.of(ROUNDS, List.of(() -> opened(many, window), () -> opened(one, alone)));
        report.limited(
                "opening, the events of a window, closing, median", opened.firstMedianMillis(), "ms", MAX_MILLIS);
        report.figure("the same of one window alone", opened.secondMedianMillis(), "ms");
        Alternating stated = Alternating.of(ROUNDS, List.of(() -> stated(many, window), () -> stated(one, alone)));
        report.limited("a later statement on a window, median", stated.firstMedianMillis(), "ms", MAX_MILLIS);
        report.figure("the same of one window alone", stated.secondMedianMillis(), "ms");
        ReportTable table = new ReportTable(
                "opening",
                List.of(
                        "ms, medians",
                        Report.text(segments) + " files of events in " + windows + " windows",
                        filesPerWindow + " files in one window",
                        "limit"));
        table.row(List.of(
                "opening the mirror, the events of a window, closing it",
                Report.text(opened.firstMedianMillis()),
                Report.text(opened.secondMedianMillis()),
                Report.text(MAX_MILLIS)));
        table.row(List.of(
                "a later statement on that window",
                Report.text(stated.firstMedianMillis()),
                Report.text(stated.secondMedianMillis()),
                Report.text(MAX_MILLIS)));
        steps(many);
        report.add(table);
    }

    private MirrorFiles made(String name, int windows, int filesPerWindow) throws IOException, SQLException {
        Path mirrors = Files.createDirectories(directory.resolve(name));
        GeneratedMirror.windows(MirrorFiles.ofNoServer(mirrors), windows, filesPerWindow, EVENTS_PER_FILE);
        return new MirrorFiles(MirrorFiles.NO_SERVER, mirrors);
    }

    /** The newest files that adjoin. */
    private static TimeRange last(MirrorFiles mirror) throws IOException {
        List<TimeRange> ranges =
                segments(names(mirror)).stream().map(Segment::range).sorted().toList();
        int first = ranges.size() - 1;
        while (first > 0 && ranges.get(first - 1).toSec() == ranges.get(first).fromSec()) {
            first--;
        }
        return new TimeRange(
                ranges.get(first).fromSec(), ranges.get(ranges.size() - 1).toSec());
    }

    private static String opened(MirrorFiles mirror, TimeRange window) throws IOException, SQLException {
        SnapshotOptions options = new SnapshotOptions(
                (startSec, sink, cancellation) -> {
                    throw new IOException("a request for " + startSec);
                },
                0,
                Duration.ofDays(1),
                OptionalInt.of(0));
        try (Mirror opened = Mirror.open(
                        MirrorFiles.ofNoServer(mirror.mirrors()), EngineLimits.defaults(), InstantSource.system());
                Snapshot snapshot = opened.read(options, Cancellation.never())) {
            TimeRanges seconds = TimeRanges.of(window.fromSec(), window.toSec());
            try (Cursor count =
                    snapshot.query("SELECT count(*) FROM " + snapshot.relation(EventTable.TICKET_EVENTS, seconds))) {
                count.next();
                return count.resultSet().getString(1);
            }
        }
    }

    private static String stated(MirrorFiles mirror, TimeRange window) throws SQLException {
        try (Connection connection = mirror.connect()) {
            return PlanningBenchmark.value(
                    connection,
                    "SELECT COUNT(*) FROM ticket_events WHERE start_time >= " + window.fromSec() + " AND start_time < "
                            + window.toSec());
        }
    }

    /** Prints what parts of the work take by themselves. */
    private void steps(MirrorFiles mirror) throws Exception {
        List<String> names = names(mirror);
        List<Segment> segments = segments(names);
        List<Callable<?>> parts =
                List.of(() -> names(mirror), () -> segments(names), () -> SegmentPrecedence.of(segments));
        Alternating timed = Alternating.of(ROUNDS, parts);
        report.figure("listing the names of one table, alone", timed.medianMillis(0), "ms");
        report.figure("parsing them, alone", timed.medianMillis(1), "ms");
        report.figure("finding who owns each second, alone", timed.medianMillis(2), "ms");
    }

    private static List<String> names(MirrorFiles mirror) throws IOException {
        Path files =
                MirrorFiles.ofNoServer(mirror.mirrors()).resolve("v2").resolve(EventTable.TICKET_EVENTS.tableName());
        try (Stream<Path> listed = Files.list(files)) {
            return listed.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<Segment> segments(List<String> names) {
        return names.stream().map(Segment::parse).flatMap(Optional::stream).toList();
    }
}
