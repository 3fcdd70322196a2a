package dev.ticketsql.account;

import com.google.common.base.Suppliers;
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
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of an account as one connection's settings see them. Safe for many threads. */
public final class AccountStore implements EventStore, AccountRecords {

    private static final Logger LOG = LoggerFactory.getLogger(AccountStore.class);

    /** Of its own, because the command line shows it where it shows nothing else that is no warning. */
    private static final Logger PROGRESS = LoggerFactory.getLogger("dev.ticketsql.progress");

    private final Settings settings;
    private final SharedAccount account;
    private final PendingWarnings warnings = new PendingWarnings();
    private volatile FetchListener listener = FetchListener.none();
    private @Nullable TicketEventsClient client;

    public AccountStore(Settings settings, SharedAccount account) {
        this.settings = settings;
        this.account = account;
    }

    @Override
    public Snapshot open(Cancellation cancellation) throws IOException {
        LongSupplier number = lateNumber();
        FetchObserver fetch = fetch(
                number,
                line -> PROGRESS.info("Statement {}: {}", number.getAsLong(), line),
                line -> LOG.info("Statement {}: {}", number.getAsLong(), line));
        return account.mirror()
                .read(settings.reading(new LateSource(number, fetch), fetch), cancellation, warnings::add);
    }

    /** What is read without a statement, and said of it in lines. */
    SnapshotOptions reading(Consumer<String> lines) {
        LongSupplier number = lateNumber();
        FetchObserver fetch = fetch(number, lines, lines);
        return settings.reading(new LateSource(number, fetch), fetch);
    }

    private FetchObserver fetch(LongSupplier number, Consumer<String> progress, Consumer<String> totals) {
        ProgressDisplay display =
                ProgressDisplay.of(settings.progress(), account.clock(), account.lineTurn(), progress);
        return new StatementFetch(number, account.clock(), listener, display, totals);
    }

    /** A statement gets its number when it turns out that something must be fetched for it. */
    private LongSupplier lateNumber() {
        return Suppliers.memoize(account.log()::nextStatement)::get;
    }

    @Override
    public void listen(FetchListener next) {
        listener = next;
    }

    /** What the option says and what the server said, whichever is less; what Zendesk allows if neither did. */
    @Override
    public OptionalInt requestsPerMinute() {
        IntStream limits = Stream.of(settings.requestsPerMinute(), account.requestsPerMinute())
                .flatMapToInt(OptionalInt::stream);
        return limits.min();
    }

    /** The account's pages, for one statement, which gets a server to ask with its first request. */
    private final class LateSource implements PageSource {

        private final LongSupplier number;
        private final FetchObserver fetch;
        private @Nullable PageSource source;

        private LateSource(LongSupplier number, FetchObserver fetch) {
            this.number = number;
            this.fetch = fetch;
        }

        @Override
        public Page read(long startSec, EventSink sink, Cancellation cancellation) throws IOException {
            return asked().read(startSec, sink, cancellation);
        }

        private synchronized PageSource asked() {
            PageSource asked = source;
            if (asked == null) {
                asked = client().forStatement(number.getAsLong(), fetch);
                source = asked;
            }
            return asked;
        }

        @Override
        public synchronized int pageSize() {
            return source == null ? settings.pageSize() : source.pageSize();
        }
    }

    @Override
    public List<MirroredRange> windows() throws IOException {
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

    /** Made once, when first needed: its page size and access token outlive a statement. */
    private synchronized TicketEventsClient client() {
        TicketEventsClient made = client;
        if (made == null) {
            made = new TicketEventsClient(
                    settings.client(account.baseUrl()),
                    account.clock(),
                    account.sleeper(),
                    account.rateLimiter(),
                    account.log());
            client = made;
        }
        return made;
    }
}
