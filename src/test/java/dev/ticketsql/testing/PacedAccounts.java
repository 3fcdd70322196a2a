package dev.ticketsql.testing;

import dev.ticketsql.account.AccountStore;
import dev.ticketsql.account.OptionValues;
import dev.ticketsql.account.Settings;
import dev.ticketsql.account.SharedAccounts;
import dev.ticketsql.calcite.ZendeskSchema;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.StatementCancelledException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The accounts of a process whose waits are over at once: instead of waiting, a clock moves, second by second. */
public final class PacedAccounts {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final SettableClock clock;
    private final Path cache;
    private final SharedAccounts accounts;

    /**
     * No account yet.
     *
     * @param cache the user's cache directory
     */
    public PacedAccounts(SettableClock clock, Path cache) {
        this.clock = clock;
        this.cache = cache;
        this.accounts = new SharedAccounts(clock, this::sleep, notice -> {});
    }

    /** The schema of the account that {@code options} name; those of one account share mirror, pace and log. */
    public ZendeskSchema schema(Map<String, String> options) {
        Settings settings = Settings.of(OptionValues.of(options), Map.of("XDG_CACHE_HOME", cache.toString()));
        AccountStore store = new AccountStore(settings, accounts.get(settings));
        return new ZendeskSchema(store, store);
    }

    private void sleep(Duration wait, Cancellation cancellation) throws StatementCancelledException {
        for (Duration left = wait; left.compareTo(Duration.ZERO) > 0; left = left.minus(TICK)) {
            cancellation.check();
            clock.advance(left.compareTo(TICK) < 0 ? left : TICK);
        }
        cancellation.check();
    }
}
