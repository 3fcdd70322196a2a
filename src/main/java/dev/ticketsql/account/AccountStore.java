package dev.ticketsql.account;

import com.google.common.base.Suppliers;
import dev.ticketsql.api.ReferenceClient;
import dev.ticketsql.api.TicketEventsClient;
import dev.ticketsql.event.ApiRequest;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.FetchListener;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.mirror.MirroredRange;
import dev.ticketsql.mirror.Snapshot;
import dev.ticketsql.mirror.SnapshotOptions;
import dev.ticketsql.reference.FetchedReferences;
import dev.ticketsql.reference.StatementReferences;
import dev.ticketsql.schedule.BusinessSchedules;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events of an account under one connection's settings: opens snapshots of the mirror, with a client and progress for
 * each statement. Safe for many threads.
 */
public final class AccountStore implements EventStore, AccountRecords {

    private static final Logger LOG = LoggerFactory.getLogger(AccountStore.class);

    /** Separate, since the command line shows it below the level of warnings, and nothing else. */
    private static final Logger PROGRESS = LoggerFactory.getLogger("dev.ticketsql.progress");

    private final Settings initial;
    private final SharedAccount account;
    private final PendingWarnings warnings = new PendingWarnings();
    private volatile Settings settings;
    private volatile FetchListener listener = FetchListener.none();
    private @Nullable TicketEventsClient client;
    private @Nullable ReferenceClient referenceClient;

    public AccountStore(Settings settings, SharedAccount account) {
        initial = settings;
        this.settings = settings;
        this.account = account;
    }

    @Override
    public Snapshot open(Cancellation cancellation) throws IOException {
        LongSupplier number = lazyNumber();
        FetchObserver fetch = fetch(
                number,
                line -> PROGRESS.info("Statement {}: {}", number.getAsLong(), line),
                line -> LOG.info("Statement {}: {}", number.getAsLong(), line));
        return account.mirror()
                .read(settings.snapshotOptions(new LazySource(number, fetch), fetch), cancellation, warnings::add);
    }

    /**
     * Finds out by one request if the server accepts the login, where option {@code check} wants it and it is not
     * known.
     *
     * @param timeout for the wait and the answer; zero for as long as a page may take
     * @throws IOException if not, or if the server cannot be asked; its message is for the user
     */
    public void checkLogin(Duration timeout) throws IOException {
        if (settings.check()) {
            account.logins().require(settings.credentials(), () -> client().check(timeout));
        }
    }

    /** Options of upkeep, which reads without a statement; progress and totals go to {@code lines}. */
    SnapshotOptions snapshotOptions(Consumer<String> lines) {
        LongSupplier number = lazyNumber();
        FetchObserver fetch = fetch(number, lines, lines);
        return settings.snapshotOptions(new LazySource(number, fetch), fetch);
    }

    @Override
    public StatementReferences references(Snapshot snapshot, Cancellation cancellation) throws IOException {
        if (!settings.references().isOn()) {
            return StatementReferences.none();
        }
        FetchObserver fetch = snapshot.observer();
        return new FetchedReferences(
                account.mirror(),
                snapshot,
                (request, ending) -> referenceClient()
                        .read(
                                request,
                                fetch instanceof StatementFetch statement
                                        ? OptionalLong.of(statement.number())
                                        : OptionalLong.empty(),
                                fetch,
                                ending),
                account.logins().refused(settings.credentials()),
                settings.references().options(settings.maxRequests()),
                account.clock(),
                cancellation,
                warnings::add);
    }

    private FetchObserver fetch(LongSupplier number, Consumer<String> progress, Consumer<String> totals) {
        ProgressDisplay display =
                ProgressDisplay.of(settings.progress(), account.clock(), account.terminalOwner(), progress);
        return new StatementFetch(number, account.clock(), listener, display, totals);
    }

    /** Draws the number of a statement when its first page must be fetched: statements without a request have none. */
    private LongSupplier lazyNumber() {
        return Suppliers.memoize(account.log()::nextStatement)::get;
    }

    @Override
    public void listen(FetchListener next) {
        listener = next;
    }

    @Override
    public synchronized void set(Option option, Optional<String> value) {
        settings = settings.with(option, value.orElseGet(() -> initial.shown(option)));
    }

    @Override
    public synchronized void resetOptions() {
        settings = initial;
    }

    @Override
    public String shown(Option option) {
        return settings.shown(option);
    }

    /** The smaller of the option and the account's limit, which is Zendesk's usual one until a response names it. */
    @Override
    public OptionalInt requestsPerMinute() {
        IntStream limits = Stream.of(settings.requestsPerMinute(), account.requestsPerMinute())
                .flatMapToInt(OptionalInt::stream);
        return limits.min();
    }

    @Override
    public BusinessSchedules schedules() {
        return settings.schedules();
    }

    /**
     * Pages for one statement. Its client is made with the first request, so that a statement without one starts no
     * sandbox.
     */
    private final class LazySource implements PageSource {

        private final LongSupplier number;
        private final FetchObserver fetch;
        private @Nullable PageSource source;

        private LazySource(LongSupplier number, FetchObserver fetch) {
            this.number = number;
            this.fetch = fetch;
        }

        @Override
        public Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException {
            return opened().read(startSec, sink, cancellation);
        }

        private synchronized PageSource opened() {
            PageSource opened = source;
            if (opened == null) {
                opened = client().forStatement(number.getAsLong(), fetch);
                source = opened;
            }
            return opened;
        }

        @Override
        public synchronized int pageSize() {
            return source == null ? settings.pageSize() : source.pageSize();
        }

        @Override
        public int usefulParallelRequests() {
            return opened().usefulParallelRequests();
        }
    }

    @Override
    public List<MirroredRange> mirroredRanges() throws IOException {
        return account.mirror().mirroredRanges();
    }

    @Override
    public List<ApiRequest> requests() {
        return account.log().requests();
    }

    @Override
    public List<String> takeWarnings() {
        return warnings.take();
    }

    /** One client for all statements, made at first use: its page size and access token outlive a statement. */
    private synchronized TicketEventsClient client() {
        TicketEventsClient made = client;
        if (made == null) {
            made = new TicketEventsClient(
                    settings.client(account.baseUrl()),
                    account.clock(),
                    account.sleeper(),
                    account.rateLimiter(),
                    account.log(),
                    account.http());
            client = made;
        }
        return made;
    }

    private synchronized ReferenceClient referenceClient() {
        ReferenceClient made = referenceClient;
        if (made == null) {
            made = client().references(account.generalLimiter());
            referenceClient = made;
        }
        return made;
    }
}
