package dev.ticketsql.account;

import dev.ticketsql.api.Credentials;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Logins of one account that the server has accepted in this process: a pool that opens ten connections at once asks
 * one request. Safe for many threads.
 */
final class CheckedLogins {

    /** Asks the server. */
    @FunctionalInterface
    interface Check {
        /** Throws if the login is not accepted, or nothing is known of it. */
        void run() throws IOException;
    }

    private final Set<Credentials> accepted = new HashSet<>();

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
}
