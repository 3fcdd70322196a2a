package dev.ticketsql.account;

import dev.ticketsql.api.RateLimiter;
import dev.ticketsql.api.RequestLog;
import dev.ticketsql.api.Sleeper;
import dev.ticketsql.files.FileSharing;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registry of this process's accounts: one mirror per directory and one rate limiter per account, for any number of
 * connections. Holds accounts weakly, so that unused ones are closed. Safe for many threads.
 */
public final class SharedAccounts {

    /** System property, set by the command line: true if standard error is for people to read. */
    public static final String NOTICES_PROPERTY = "ticketsql.notices";

    private static final Logger LOG = LoggerFactory.getLogger(SharedAccounts.class);

    /**
     * Shared by all connections of the process, which have no other way to find each other. The one exception to having
     * no static state.
     */
    private static final SharedAccounts OF_PROCESS =
            new SharedAccounts(InstantSource.system(), Sleeper.real(), SharedAccounts::tell);

    private record Key(String variant, Optional<Path> directory, FileSharing sharing) {}

    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Consumer<String> notices;
    private final Map<Key, WeakReference<SharedAccount>> accounts = new HashMap<>();
    private final Map<String, RateLimiter> rateLimiters = new HashMap<>();
    private final Map<String, RequestLog> logs = new HashMap<>();
    private final Map<String, CheckedLogins> logins = new HashMap<>();

    public SharedAccounts(InstantSource clock, Sleeper sleeper, Consumer<String> notices) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.notices = notices;
    }

    /** The registry of this process. */
    public static SharedAccounts ofProcess() {
        return OF_PROCESS;
    }

    private static void tell(String notice) {
        if (Boolean.getBoolean(NOTICES_PROPERTY)) {
            System.err.println("ticketsql: " + notice);
        } else {
            LOG.info("{}", notice);
        }
    }

    /** The account that {@code settings} name, made at first use with nothing open. */
    public synchronized SharedAccount get(Settings settings) {
        accounts.values().removeIf(reference -> reference.get() == null);
        Optional<Path> directory = settings.mirrorDirectory();
        FileSharing sharing = settings.mirror().sharing();
        Key key = new Key(settings.variant(), directory, sharing);
        SharedAccount known =
                Optional.ofNullable(accounts.get(key)).map(WeakReference::get).orElse(null);
        if (known != null) {
            return known;
        }
        String name = settings.server().account();
        RateLimiter rateLimiter = limiter(settings.rateLimitFile(), name, sharing);
        RateLimiter generalLimiter = limiter(settings.generalLimitFile(), name + "+general", sharing);
        RequestLog log = logs.computeIfAbsent(name, account -> new RequestLog());
        CheckedLogins checked = logins.computeIfAbsent(name, account -> new CheckedLogins());
        SharedAccount account = new SharedAccount(
                settings.server(),
                directory,
                sharing,
                rateLimiter,
                generalLimiter,
                log,
                checked,
                clock,
                sleeper,
                notices);
        accounts.put(key, new WeakReference<>(account));
        return account;
    }

    private RateLimiter limiter(Optional<Path> file, String name, FileSharing sharing) {
        return rateLimiters.computeIfAbsent(
                file.map(Path::toString).orElse(name),
                key -> file.map(shared -> RateLimiter.shared(shared, sharing)).orElseGet(RateLimiter::new));
    }
}
