package dev.ticketsql.reference;

import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.directory.ReferenceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Result of a verification of the files of references by the checksums in their names.
 *
 * @param files number of files read
 * @param damaged files whose content does not match, as {@code users/list_1_...parquet}; they are removed where the
 *     mirror can be written, and what they had is fetched again on demand
 */
public record ReferenceCheck(int files, List<String> damaged) {

    /** Copies the list. */
    public ReferenceCheck {
        damaged = List.copyOf(damaged);
    }

    /**
     * Verifies every file of {@code mirror}.
     *
     * @throws IOException if a file cannot be read, or a damaged one cannot be removed
     */
    public static ReferenceCheck of(Mirror mirror) throws IOException {
        ReferenceFiles references = mirror.references();
        List<String> damaged = new ArrayList<>();
        int files = 0;
        for (String table : references.tables()) {
            for (Map.Entry<Path, Boolean> file : references.check(table).entrySet()) {
                files++;
                if (!file.getValue()) {
                    damaged.add(table + "/" + file.getKey().getFileName());
                }
            }
        }
        return new ReferenceCheck(files, damaged);
    }
}
