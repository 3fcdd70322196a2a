package dev.ticketsql.reference;

import dev.ticketsql.mirror.directory.ReferenceFile;
import dev.ticketsql.mirror.directory.ReferenceFile.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the engine's SQL for the files of references. */
final class ReferenceSql {

    private ReferenceSql() {}

    /**
     * COPY of rows of text to {@code file}; a value that is not of its column's type becomes NULL, and an object
     * without an id is left out.
     *
     * @param supplied FROM item with a column of text for each of the table's
     */
    static String write(ReferenceTable table, String supplied, long asOfSec, Path file) {
        List<String> columns = new ArrayList<>();
        for (ReferenceTable.Column column : table.columns()) {
            String text = "v" + columns.size();
            String value = switch (column.type()) {
                case VARCHAR -> text;
                case TIMESTAMP -> "date_trunc('second', TRY_CAST(" + text + " AS TIMESTAMP))";
                default -> "TRY_CAST(" + text + " AS " + column.type() + ")";
            };
            columns.add(value + " AS \"" + column.name() + "\"");
        }
        return copy(
                "SELECT " + String.join(", ", columns) + ", " + asOfSec + "::BIGINT AS as_of FROM " + supplied
                        + " WHERE TRY_CAST(v0 AS BIGINT) IS NOT NULL ORDER BY 1",
                file);
    }

    /** COPY of the newest rows of {@code files} to {@code file}. */
    static String merge(ReferenceTable table, Map<Path, ReferenceFile> files, Set<Long> forgotten, Path file) {
        return copy("SELECT * FROM " + newest(table, files, forgotten, true) + " ORDER BY id", file);
    }

    private static String copy(String select, Path file) {
        return "COPY (" + select + ") TO " + literal(file) + " (FORMAT parquet, COMPRESSION zstd)";
    }

    /** Parenthesised query for the newest row of each object in {@code files}. */
    static String select(ReferenceTable table, Map<Path, ReferenceFile> files, Set<Long> forgotten) {
        return files.isEmpty() ? StatementReferences.noRows(table) : newest(table, files, forgotten, false);
    }

    private static String newest(
            ReferenceTable table, Map<Path, ReferenceFile> files, Set<Long> forgotten, boolean withTime) {
        String rows = table.columns().stream()
                .map(column -> withTime ? "\"" + column.name() + "\"" : value(table, column, files))
                .collect(Collectors.joining(", "));
        String kept = forgotten.isEmpty() ? "" : " WHERE id NOT IN (" + list(forgotten) + ")";
        return "(SELECT " + rows + (withTime ? ", as_of" : "") + " FROM " + parquet(files.keySet()) + kept
                + (files.size() == 1 ? "" : " QUALIFY row_number() OVER (PARTITION BY id ORDER BY as_of DESC) = 1")
                + ")";
    }

    /** The column, but no role of staff that is older than the list of staff, which would have the person. */
    private static String value(ReferenceTable table, ReferenceTable.Column column, Map<Path, ReferenceFile> files) {
        String name = "\"" + column.name() + "\"";
        OptionalLong listedSec = files.values().stream()
                .filter(file -> file.kind() == Kind.LIST)
                .mapToLong(ReferenceFile::asOfSec)
                .max();
        return table == ReferenceTable.USERS && column.name().equals("role") && listedSec.isPresent()
                ? "CASE WHEN as_of >= " + listedSec.getAsLong() + " OR role NOT IN ('agent', 'admin') THEN role END AS "
                        + name
                : name;
    }

    /** Query for the ids of objects in {@code files} that were read between these seconds, both inclusive. */
    static String known(Map<Path, ReferenceFile> files, long fromSec, long toSec) {
        return files.isEmpty()
                ? "SELECT NULL::BIGINT AS id WHERE FALSE"
                : "SELECT id FROM " + parquet(files.keySet()) + " WHERE as_of BETWEEN " + fromSec + " AND " + toSec;
    }

    /** Query for the ids of {@code named} that are not among those of {@code known}, ascending. */
    static String unknown(Named named, String known) {
        List<String> branches = new ArrayList<>(named.queries().stream()
                .map(query -> "SELECT TRY_CAST(id AS BIGINT) AS id FROM (" + query + ") AS q(id)")
                .toList());
        if (!named.ids().isEmpty()) {
            branches.add("SELECT unnest([" + list(named.ids()) + "])::BIGINT AS id");
        }
        return "SELECT DISTINCT id FROM (" + String.join(" UNION ALL ", branches)
                + ") AS named WHERE id > 0 AND id NOT IN (" + known + ") ORDER BY id";
    }

    private static String list(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String parquet(Collection<Path> files) {
        return files.stream().map(ReferenceSql::literal).collect(Collectors.joining(", ", "read_parquet([", "])"));
    }

    private static String literal(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
