package dev.ticketsql.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.JavaCommand;
import dev.ticketsql.testing.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An export that ends between any two of its steps. One month is changed, one is new and one has gone: each file has
 * the rows of before or of after.
 */
@Timeout(300)
final class ExportCrashTest extends ExportFixture {

    /** Ends an export. */
    private static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void afterAnyStepEachFileIsOldOrNewAndTheNextExportFinishes() throws Exception {
        change();
        SortedMap<String, List<String>> old = rowsByFile();
        CountedSteps all = new CountedSteps(Integer.MAX_VALUE, () -> {});
        export(all);
        SortedMap<String, List<String>> changed = rowsByFile();
        assertTrue(all.done() > 30, "only " + all.done() + " steps");
        for (int steps : Series.numbers(all.done(), 8)) {
            restore();
            assertEquals(old, rowsByFile());
            try {
                export(new CountedSteps(steps, () -> {
                    throw new Cut();
                }));
            } catch (Cut e) {
                assertOldOrNew(old, changed, "after " + steps + " steps");
            }
            export();
            assertEquals(changed, rowsByFile(), "finished after " + steps + " steps");
            for (EventTable table : TABLES) {
                assertFalse(Files.exists(export.resolve(table.tableName() + "/month=2025-12")), steps + " steps");
            }
        }
        assertExported();
    }

    static List<Integer> deaths() {
        return Series.choice(List.of(1, 4, 8, 11, 19, 27), 3);
    }

    /** Around the record, the first name and the last one, and somewhere between. */
    @ParameterizedTest
    @MethodSource("deaths")
    void aProcessThatIsKilledLeavesNothingHalfAndItsUnfinishedFilesAreSwept(int steps) throws Exception {
        change();
        SortedMap<String, List<String>> old = rowsByFile();
        mirror.close();
        Process process = new ProcessBuilder(JavaCommand.of(
                        ExportProcess.class,
                        temporary,
                        mirrors.toString(),
                        export.toString(),
                        clock.instant().toString(),
                        "" + steps))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals(ExportProcess.KILLED, process.waitFor());
        assertTrue(hidden().stream().anyMatch(name -> name.startsWith(".export-")), hidden()::toString);
        SortedMap<String, List<String>> left = rowsByFile();
        String record = Files.readString(export.resolve("_export.txt"));

        openMirror();
        export();
        assertEquals(List.of(".export.lock"), hidden());
        assertExported();
        SortedMap<String, List<String>> changed = rowsByFile();
        assertOldOrNew(left, record, old, changed, steps + " steps");
    }

    /** Makes an export, and changes of the mirror since. */
    private void change() throws Exception {
        addFourMonths();
        sync();
        export();
        assertExported();
        copy(export, before());
        mirror.maintenance().purgeBefore(sec("2026-01-01T00:10:00Z"));
        clock.advance(Duration.ofDays(40));
        add("2026-04-02T00:00:00Z", 12);
        sync();
    }

    private void restore() throws IOException {
        delete(export);
        copy(before(), export);
    }

    private Path before() {
        return temporary.resolve("before");
    }

    private void assertOldOrNew(
            SortedMap<String, List<String>> old, SortedMap<String, List<String>> changed, String moment)
            throws Exception {
        assertOldOrNew(rowsByFile(), Files.readString(export.resolve("_export.txt")), old, changed, moment);
    }

    private static void assertOldOrNew(
            Map<String, List<String>> left,
            String record,
            Map<String, List<String>> old,
            Map<String, List<String>> changed,
            String moment) {
        Set<String> names = new HashSet<>(left.keySet());
        names.addAll(old.keySet());
        names.addAll(changed.keySet());
        for (String name : names) {
            List<String> rows = left.getOrDefault(name, List.of("none"));
            assertTrue(
                    rows.equals(old.getOrDefault(name, List.of("none")))
                            || rows.equals(changed.getOrDefault(name, List.of("none"))),
                    moment + ": " + name + " has " + rows);
        }
        if (record.contains("complete: true")) {
            assertTrue(left.equals(old) || left.equals(changed), moment + " it is not complete");
        } else {
            assertFalse(left.isEmpty(), moment);
        }
    }

    /** The rows of each file of the tables. */
    private SortedMap<String, List<String>> rowsByFile() throws Exception {
        SortedMap<String, List<String>> rows = new TreeMap<>();
        for (EventTable table : TABLES) {
            for (String row : plain("SELECT parse_filename(filename), * EXCLUDE filename FROM read_parquet('" + export
                    + "/" + table.tableName() + "/*/*', filename = true) ORDER BY ALL")) {
                rows.computeIfAbsent(row.substring(0, row.indexOf('|')), first -> new ArrayList<>())
                        .add(row);
            }
        }
        return rows;
    }

    private List<String> hidden() throws IOException {
        try (Stream<Path> all = Files.list(export)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.sorted().toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
