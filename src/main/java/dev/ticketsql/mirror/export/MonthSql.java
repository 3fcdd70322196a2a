package dev.ticketsql.mirror.export;

import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.mirror.directory.PurgedEvents;
import dev.ticketsql.mirror.directory.SegmentPrecedence.Owned;
import dev.ticketsql.mirror.staging.SqlText;
import dev.ticketsql.mirror.staging.StagingSql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the DuckDB statements of an export. */
final class MonthSql {

    private MonthSql() {}

    /** SELECT of the file and the months of its events, as year and month, for each of {@code files}. */
    static String months(Collection<Path> files) {
        return "SELECT DISTINCT filename, year(\"time\"), month(\"time\") FROM read_parquet(" + SqlText.list(files)
                + ", filename = true)";
    }

    /**
     * Parenthesised query for the rows of a month's parts, in their order, which is time, without the purged ones.
     *
     * @param files a file for each part
     */
    static String rows(EventTable table, List<Owned> parts, List<Path> files, PurgedEvents purged) {
        List<String> branches = new ArrayList<>();
        List<Path> whole = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).isWhole()) {
                whole.add(files.get(i));
            } else {
                addBranch(branches, whole, table);
                branches.add(branch(table, SqlText.literal(files.get(i))) + " WHERE "
                        + StagingSql.within(parts.get(i).range()));
            }
        }
        addBranch(branches, whole, table);
        String rows = "(" + String.join(" UNION ALL ", branches) + ")";
        return purged.isNothing() ? rows : "(SELECT * FROM " + rows + " WHERE " + purged.keeps(table) + ")";
    }

    private static void addBranch(List<String> branches, List<Path> whole, EventTable table) {
        if (!whole.isEmpty()) {
            branches.add(branch(table, SqlText.list(whole)));
            whole.clear();
        }
    }

    private static String branch(EventTable table, String files) {
        return "SELECT " + table.columnList() + " FROM read_parquet(" + files + ")";
    }

    /** COPY of {@code rows} to {@code file}. */
    static String write(String rows, Path file, int groupRows) {
        return "COPY " + rows + " TO " + StagingSql.file(file, groupRows);
    }

    /**
     * SELECT of true if {@code file} has the same rows as {@code rows}, in any order, by 128 bits of hashes and their
     * number.
     */
    static String isSame(EventTable table, String rows, Path file) {
        String columns = table.columns().stream()
                .map(column -> '"' + column.name() + '"')
                .collect(Collectors.joining(", "));
        String digest = "SELECT {'rows': count(*), 'sum': sum(hash(" + columns + ")), 'xor': bit_xor(hash(" + columns
                + "))} FROM ";
        return "SELECT (" + digest + rows + ") IS NOT DISTINCT FROM (" + digest + "read_parquet("
                + SqlText.literal(file) + "))";
    }
}
