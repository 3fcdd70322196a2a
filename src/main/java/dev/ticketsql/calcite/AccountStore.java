package dev.ticketsql.calcite;

import dev.ticketsql.api.ApiRequest;
import dev.ticketsql.api.Sleeper;
import dev.ticketsql.api.TicketEventsClient;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.PageSource;
import dev.ticketsql.mirror.MirrorWindow;
import dev.ticketsql.mirror.Reading;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of an account as one connection's settings see them. Safe for many threads. */
final class AccountStore implements EventStore, AccountRecords {

    private final Settings settings;
    private final SharedAccount account;
    private final Warnings warnings = new Warnings();
    private @Nullable TicketEventsClient client;

    AccountStore(Settings settings, SharedAccount account) {
        this.settings = settings;
        this.account = account;
    }

    @Override
    public Reading open(Cancellation cancellation) throws IOException {
        PageSource source = client().forStatement(account.log().nextStatement());
        return account.mirror().read(settings.reading(source), cancellation, warnings::add);
    }

    @Override
    public List<MirrorWindow> windows() throws IOException {
        return account.mirror().windows();
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
    synchronized TicketEventsClient client() {
        TicketEventsClient made = client;
        if (made == null) {
            made = new TicketEventsClient(
                    settings.client(account.baseUrl()),
                    account.clock(),
                    Sleeper.real(),
                    account.pacer(),
                    account.log());
            client = made;
        }
        return made;
    }
}
