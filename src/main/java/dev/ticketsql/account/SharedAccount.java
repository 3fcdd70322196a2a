package dev.ticketsql.account;

import dev.ticketsql.api.HttpClients;
import dev.ticketsql.api.RateLimiter;
import dev.ticketsql.api.RequestLog;
import dev.ticketsql.api.Sleeper;
import dev.ticketsql.event.Abandonment;
import dev.ticketsql.files.FileSharing;
import dev.ticketsql.mirror.EngineLimits;
import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Resources that all connections of this process to one account share: mirror, rate limiter, sockets, and embedded
 * sandbox. Each is opened at first use, and closed when no reference to the account is left. Safe for many threads.
 */
final class SharedAccount {

    /** Zendesk's limit for incremental exports, without the add-on for higher limits. */
    private static final int ZENDESK_PER_MINUTE = 10;

    private final ServerAddress server;
    private final Optional<Path> directory;
    private final FileSharing sharing;
    private final RateLimiter rateLimiter;
    private final RateLimiter generalLimiter;
    private final RequestLog log;
    private final CheckedLogins logins;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Consumer<String> notices;
    private final TerminalOwner terminalOwner = new TerminalOwner();
    private final Opened opened = new Opened();

    /**
     * An account with nothing open.
     *
     * @param directory of the mirror; empty for a temporary one
     * @param sharing who may use that directory
     * @param notices takes a sentence for people when a sandbox or a new mirror is opened
     */
    SharedAccount(
            ServerAddress server,
            Optional<Path> directory,
            FileSharing sharing,
            RateLimiter rateLimiter,
            RateLimiter generalLimiter,
            RequestLog log,
            CheckedLogins logins,
            InstantSource clock,
            Sleeper sleeper,
            Consumer<String> notices) {
        this.server = server;
        this.directory = directory;
        this.sharing = sharing;
        this.rateLimiter = rateLimiter;
        this.generalLimiter = generalLimiter;
        this.log = log;
        this.logins = logins;
        this.clock = clock;
        this.sleeper = sleeper;
        this.notices = notices;
        Abandonment.of(this, opened::close);
    }

    RateLimiter rateLimiter() {
        return rateLimiter;
    }

    /** The limiter of the account's general limit, which is another than the export's. */
    RateLimiter generalLimiter() {
        return generalLimiter;
    }

    RequestLog log() {
        return log;
    }

    /** The logins that this process has tried, with what the server said to them. */
    CheckedLogins logins() {
        return logins;
    }

    InstantSource clock() {
        return clock;
    }

    /** The owner of the terminal's progress line. */
    TerminalOwner terminalOwner() {
        return terminalOwner;
    }

    /** The HTTP clients of all connections, which share idle sockets. */
    HttpClients http() {
        return opened.http;
    }

    /** The sleeper of its clients. */
    Sleeper sleeper() {
        return sleeper;
    }

    /** Requests permitted per minute, from the last response or as usual; empty for no limit. */
    OptionalInt requestsPerMinute() {
        if (server instanceof ServerAddress.Embedded embedded) {
            int limit = SandboxOptions.parse(embedded.options(), clock).requestsPerMinute();
            return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
        }
        OptionalInt known = rateLimiter.requestsPerMinute();
        // Plain http reaches this machine alone, and a sandbox names its limit in every response.
        return known.isPresent()
                        || ((ServerAddress.Remote) server).baseUrl().getScheme().equalsIgnoreCase("http")
                ? known
                : OptionalInt.of(ZENDESK_PER_MINUTE);
    }

    /** The server's address; starts the embedded sandbox at first use. */
    URI baseUrl() {
        if (server instanceof ServerAddress.Embedded embedded) {
            return opened.sandbox(() -> start(embedded)).baseUrl();
        }
        return ((ServerAddress.Remote) server).baseUrl();
    }

    private Sandbox start(ServerAddress.Embedded embedded) {
        SandboxOptions options = SandboxOptions.parse(embedded.options(), clock);
        Sandbox sandbox = Sandbox.start(options, clock);
        String limit = options.requestsPerMinute() == 0
                ? "without a rate limit (a real account allows 10 requests a minute)"
                : "with " + options.requestsPerMinute() + " requests a minute";
        notices.accept("an embedded sandbox answers, " + options.eventCount() + " events, seed " + options.seed() + ", "
                + limit);
        return sandbox;
    }

    /**
     * The mirror, opened at first use.
     *
     * @throws IOException if it cannot be
     */
    Mirror mirror() throws IOException {
        return opened.mirror(this::openMirror);
    }

    private Mirror openMirror() throws IOException {
        if (directory.isEmpty()) {
            return Mirror.openTemporary(EngineLimits.defaults(), clock);
        }
        boolean isNew = !Files.exists(directory.get());
        Mirror mirror = AccountMirrors.open(directory.get(), sharing, clock, notices);
        if (isNew) {
            notices.accept("events are kept in " + directory.get() + " (option mirror)");
        }
        return mirror;
    }

    /** Open resources. Knows nothing of its account, which must become unreachable before they are closed. */
    private static final class Opened {

        private final HttpClients http = new HttpClients();
        private @Nullable Sandbox sandbox;
        private @Nullable Mirror mirror;

        @FunctionalInterface
        private interface Opening<T, E extends Exception> {
            T open() throws E;
        }

        private synchronized Sandbox sandbox(Opening<Sandbox, RuntimeException> opening) {
            Sandbox open = sandbox;
            if (open == null) {
                open = opening.open();
                sandbox = open;
            }
            return open;
        }

        private synchronized Mirror mirror(Opening<Mirror, IOException> opening) throws IOException {
            Mirror open = mirror;
            if (open == null) {
                open = opening.open();
                mirror = open;
            }
            return open;
        }

        private synchronized void close() {
            http.close();
            if (mirror != null) {
                mirror.close();
            }
            if (sandbox != null) {
                sandbox.close();
            }
        }
    }
}
