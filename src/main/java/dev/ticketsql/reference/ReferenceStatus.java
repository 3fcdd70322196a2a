package dev.ticketsql.reference;

import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.directory.ReferenceFile;
import dev.ticketsql.mirror.directory.ReferenceFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Report on the names that a mirror keeps, in lines of {@code name: value}. Makes no request. */
public final class ReferenceStatus {

    private ReferenceStatus() {}

    /**
     * A line for each table, as {@code names: users: 312 rows, newest of 2026-11-20T00:00:00Z}, and each purged person.
     *
     * @throws IOException if the mirror cannot be read
     */
    public static List<String> lines(Mirror mirror) throws IOException {
        ReferenceFiles files = mirror.references();
        List<String> lines = new ArrayList<>();
        for (String table : files.tables()) {
            List<ReferenceFile> listed = files.listed(table);
            long rows = listed.stream().mapToLong(ReferenceFile::rows).sum();
            listed.stream()
                    .mapToLong(ReferenceFile::asOfSec)
                    .max()
                    .ifPresent(asOfSec -> lines.add("names: " + table + ": " + rows + (rows == 1 ? " row" : " rows")
                            + ", newest of " + Instant.ofEpochSecond(asOfSec)));
            files.forgotten(table).forEach(id -> lines.add("purged: user " + id + " of " + table));
        }
        return lines;
    }
}
