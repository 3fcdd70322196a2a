package dev.ticketsql.account;

import dev.ticketsql.api.Sleeper;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.mirror.MirrorMaintenance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One purge of all variants of an account: tombstones first hide the events from every answer, then the files are
 * rewritten. Variants are independent: one may fail, and the others are purged all the same. For one thread.
 */
final class VariantPurge {

    /** Attempts to rewrite files, so that other processes have time to close their snapshots. */
    private static final int VACUUM_ATTEMPTS = 20;

    private static final Duration VACUUM_PAUSE = Duration.ofMillis(250);

    private final Map<Path, MirrorMaintenance> purged = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /** Opens a variant. */
    @FunctionalInterface
    interface Opening {

        MirrorMaintenance open() throws IOException;
    }

    /** Records the purge in a variant. */
    @FunctionalInterface
    interface Purge {

        void in(MirrorMaintenance maintenance) throws IOException;
    }

    /** Records the purge in a variant, or a remark with the reason of the failure. */
    void purge(Path variant, Opening opening, Purge purge) {
        try {
            MirrorMaintenance maintenance = opening.open();
            purge.in(maintenance);
            purged.put(variant, maintenance);
        } catch (IOException e) {
            remarks.add("nothing is purged of " + variant + ": " + e.getMessage());
        }
    }

    /** Rewrites the files of all purged variants, and reports on each. */
    UpkeepResult vacuum() {
        purged.forEach((variant, maintenance) -> {
            try {
                vacuum(variant, maintenance);
            } catch (IOException e) {
                remarks.add("no answer shows the purged events any more, but files of " + variant
                        + " may still hold them: " + e.getMessage());
            }
        });
        return new UpkeepResult(lines, remarks, remarks.isEmpty());
    }

    private void vacuum(Path variant, MirrorMaintenance maintenance) throws IOException {
        OptionalLong removed = maintenance.vacuum();
        for (int attempt = 1; removed.isEmpty() && attempt < VACUUM_ATTEMPTS; attempt++) {
            Sleeper.real().sleep(VACUUM_PAUSE, Cancellation.never());
            removed = maintenance.vacuum();
        }
        if (removed.isPresent()) {
            lines.add("removed: " + removed.getAsLong() + " events from " + variant);
        } else {
            remarks.add("no answer shows the purged events any more, but files of " + variant
                    + " still hold them, because another process reads: run this again when it has ended");
        }
    }
}
