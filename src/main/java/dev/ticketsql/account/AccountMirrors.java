package dev.ticketsql.account;

import dev.ticketsql.api.page.ChildEvents;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.mirror.EngineLimits;
import dev.ticketsql.mirror.FormerMirror;
import dev.ticketsql.mirror.Mirror;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Opens the mirrors of accounts. */
final class AccountMirrors {

    private AccountMirrors() {}

    /**
     * Opens the mirror in {@code directory}, after it was taken over from a former format where it has one.
     *
     * @param notices takes a sentence for people when it has
     * @throws IOException if it cannot be opened
     */
    static Mirror open(Path directory, FileSharing sharing, InstantSource clock, Consumer<String> notices)
            throws IOException {
        FormerMirror.takeOver(directory, sharing, EngineLimits.defaults(), ChildEvents::of, notices);
        return Mirror.open(directory, sharing, EngineLimits.defaults(), clock);
    }
}
