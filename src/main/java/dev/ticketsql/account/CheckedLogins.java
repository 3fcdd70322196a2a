package dev.ticketsql.account;

import dev.ticketsql.api.Credentials;
import dev.ticketsql.reference.RefusedReads;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Logins of one account, with what the server has said to each in this process: that it accepts it, and which tables of
 * references it refuses. A pool that opens ten connections at once asks one request. Safe for many threads.
 */
final class CheckedLogins {

    /** Asks the server. */
    @FunctionalInterface
    interface Check {
        /** Throws if the login is not accepted, or nothing is known of it. */
        void run() throws IOException;
    }

    private final Set<Credentials> accepted = new HashSet<>();
    private final Map<Credentials, RefusedReads> refused = new HashMap<>();

    /**
     * Runs the check, unless one of the same login has succeeded.
     *
     * @throws IOException from the check; the next connection runs it again
     */
    synchronized void require(Credentials login, Check check) throws IOException {
        if (!accepted.contains(login)) {
            check.run();
            accepted.add(login);
        }
    }

    /** The tables of references that {@code login} may not read, as far as connections with it have found out. */
    synchronized RefusedReads refused(Credentials login) {
        return refused.computeIfAbsent(login, any -> new RefusedReads());
    }
}
