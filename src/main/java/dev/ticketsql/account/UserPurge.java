package dev.ticketsql.account;

import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.SnapshotOptions;
import dev.ticketsql.reference.ForgottenUsers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One purge of a person's name from all variants of an account. Variants are independent: one may fail, and the others
 * are purged all the same. For one thread.
 */
final class UserPurge {

    private final long userId;
    private final SnapshotOptions options;
    private final List<String> lines = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * A purge of nothing yet.
     *
     * @param options of a snapshot, through which nothing is fetched
     */
    UserPurge(long userId, SnapshotOptions options) {
        this.userId = userId;
        this.options = options;
    }

    /** Opens a variant. */
    @FunctionalInterface
    interface Opening {

        Mirror open() throws IOException;
    }

    /** Purges a variant, or adds a remark with the reason of the failure. */
    void purge(Path variant, Opening opening) {
        try {
            Mirror mirror = opening.open();
            boolean wasKnown = ForgottenUsers.forget(mirror, options, userId);
            lines.add("purged: user " + userId + ", " + (wasKnown ? "known" : "not known") + " to " + variant);
            if (ForgottenUsers.areStillInFiles(mirror)) {
                remarks.add("no answer shows the name any more, but files of " + variant
                        + " still hold it, because another process reads: run this again when it has ended");
            }
        } catch (IOException | SQLException e) {
            remarks.add("nothing is purged of " + variant + ": " + e.getMessage());
        }
    }

    UpkeepResult result() {
        return new UpkeepResult(lines, remarks, remarks.isEmpty());
    }
}
