package dev.ticketsql.cli.prompt;

import dev.ticketsql.event.FetchListener;
import dev.ticketsql.event.FetchProgress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Counts the requests of the statement that runs, and prints its price when fetching begins, since a statement of few
 * rows may find them all in the mirror; after its first page where nobody knew it before. Safe for several threads.
 */
final class FetchCounter implements FetchListener {

    private final Consumer<String> notices;
    private final Map<Long, Long> requests = new ConcurrentHashMap<>();
    private Optional<StatementPrice> unsaid = Optional.empty();

    FetchCounter(Consumer<String> notices) {
        this.notices = notices;
    }

    /** Begins to count from zero, for a statement of that price. */
    synchronized void begin(Optional<StatementPrice> price) {
        requests.clear();
        unsaid = price;
    }

    @Override
    public void progressed(FetchProgress progress) {
        requests.put(progress.statement(), progress.requests() + progress.lookUps());
        sentence(progress).ifPresent(notices);
    }

    private synchronized Optional<String> sentence(FetchProgress progress) {
        // Names may be looked up before any event is missing.
        Optional<StatementPrice> known = unsaid.filter(price -> progress.wantedSec() > 0)
                .flatMap(price -> price.isUnknown() ? price.afterFirstPage(progress) : unsaid);
        if (known.isPresent()) {
            unsaid = Optional.empty();
        }
        return known.flatMap(StatementPrice::sentence);
    }

    /** Requests since it began. */
    long count() {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }
}
