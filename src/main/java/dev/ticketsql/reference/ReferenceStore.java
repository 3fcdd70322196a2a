package dev.ticketsql.reference;

import dev.ticketsql.mirror.Cursor;
import dev.ticketsql.mirror.Snapshot;
import dev.ticketsql.mirror.directory.ReferenceFile;
import dev.ticketsql.mirror.directory.ReferenceFile.Kind;
import dev.ticketsql.mirror.directory.ReferenceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads and writes the files of references through one statement's engine. For one thread. */
final class ReferenceStore {

    /** Files of looked up objects that are read side by side; more are merged into one. */
    private static final int MAX_FILES = 16;

    private final ReferenceFiles files;
    private final Snapshot snapshot;
    private final ReferenceOptions options;

    ReferenceStore(ReferenceFiles files, Snapshot snapshot, ReferenceOptions options) {
        this.files = files;
        this.snapshot = snapshot;
        this.options = options;
    }

    private Map<Path, ReferenceFile> current(ReferenceTable table) throws IOException {
        snapshot.hold();
        return files.current(options.storage(table), table.layout());
    }

    private Set<Long> forgotten(ReferenceTable table) throws IOException {
        return files.forgotten(options.storage(table));
    }

    /** Query for all known rows of {@code table}. */
    String select(ReferenceTable table) throws IOException {
        return ReferenceSql.select(table, current(table), forgotten(table));
    }

    /** The ids of all known rows of {@code table}, ascending. */
    List<Long> ids(ReferenceTable table) throws IOException, SQLException {
        return ids("SELECT id FROM " + select(table) + " ORDER BY id");
    }

    private List<Long> ids(String query) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Cursor rows = snapshot.query(query)) {
            while (rows.next()) {
                ids.add(rows.resultSet().getLong(1));
            }
        }
        return ids;
    }

    /** The newest list of {@code table}. */
    Optional<ReferenceFile> list(ReferenceTable table) throws IOException {
        return current(table).values().stream()
                .filter(file -> file.kind() == Kind.LIST)
                .findFirst();
    }

    /**
     * The ids of {@code named} that are not known, ascending, without those that are forgotten for good.
     *
     * @param fromSec readings before that count as unknown
     * @param toSec readings after that do too
     */
    List<Long> unknown(ReferenceTable table, Named named, long fromSec, long toSec) throws IOException, SQLException {
        if (named.ids().isEmpty() && named.queries().isEmpty()) {
            return List.of();
        }
        Set<Long> forgotten = forgotten(table);
        String known = ReferenceSql.known(current(table), fromSec, toSec);
        List<Long> ids = ids(ReferenceSql.unknown(named, known));
        ids.removeAll(forgotten);
        return ids;
    }

    /** Keeps {@code objects}, which were read at {@code asOfSec}. */
    void keep(ReferenceTable table, Kind kind, List<Map<String, String>> objects, long asOfSec)
            throws IOException, SQLException {
        Set<Long> forgotten = forgotten(table);
        ReferenceRows rows = new ReferenceRows(
                table,
                objects.stream()
                        .filter(object ->
                                forgotten.stream().noneMatch(id -> id.toString().equals(object.get("id"))))
                        .toList());
        Path unfinished = files.unfinished();
        try {
            long written = snapshot.write(ReferenceSql.write(table, snapshot.supply(rows), asOfSec, unfinished));
            files.add(options.storage(table), kind, asOfSec, written, table.layout(), unfinished);
        } finally {
            rows.close();
            Files.deleteIfExists(unfinished);
        }
        if (kind == Kind.NAMED) {
            mergeMany(table);
        }
    }

    private void mergeMany(ReferenceTable table) throws IOException, SQLException {
        Map<Path, ReferenceFile> looked = current(table);
        looked.values().removeIf(file -> file.kind() == Kind.LIST);
        if (looked.size() > MAX_FILES) {
            rewrite(table, looked, Kind.MERGED);
        }
    }

    /** Writes the newest rows of {@code old} to one file of {@code kind}, without what is forgotten. */
    private void rewrite(ReferenceTable table, Map<Path, ReferenceFile> old, Kind kind)
            throws IOException, SQLException {
        long asOfSec =
                old.values().stream().mapToLong(ReferenceFile::asOfSec).max().orElse(0);
        Path unfinished = files.unfinished();
        try {
            long written = snapshot.write(ReferenceSql.merge(table, old, forgotten(table), unfinished));
            files.add(options.storage(table), kind, asOfSec, written, table.layout(), unfinished);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Forgets an object for good: writes that down, and writes all files of the table again without it.
     *
     * @return whether it was known
     */
    boolean forget(ReferenceTable table, long id) throws IOException, SQLException {
        boolean isKnown = ids(table).contains(id);
        files.forget(options.storage(table), id);
        files.removeOtherLayouts(options.storage(table), table.layout());
        Map<Path, ReferenceFile> lists = current(table);
        Map<Path, ReferenceFile> looked = new HashMap<>(lists);
        lists.values().removeIf(file -> file.kind() != Kind.LIST);
        looked.keySet().removeAll(lists.keySet());
        if (!lists.isEmpty()) {
            rewrite(table, lists, Kind.LIST);
        }
        if (!looked.isEmpty()) {
            rewrite(table, looked, Kind.MERGED);
        }
        return isKnown;
    }
}
