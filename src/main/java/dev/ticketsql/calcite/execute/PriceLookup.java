package dev.ticketsql.calcite.execute;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.calcite.plan.EventScan;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.Price;
import dev.ticketsql.mirror.Snapshot;
import dev.ticketsql.reference.AccountSchedules;
import dev.ticketsql.reference.ReferencePrice;
import dev.ticketsql.reference.ReferenceTable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lookup of prices in one snapshot, each once, without a request. Where the mirror cannot be read, nothing is known:
 * the statement gives the reason when it runs.
 */
final class PriceLookup implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PriceLookup.class);

    private final EventStore store;
    private final Optional<Snapshot> snapshot;
    private final Map<TimeRanges, Optional<Price>> known = new HashMap<>();

    private PriceLookup(EventStore store, Optional<Snapshot> snapshot) {
        this.store = store;
        this.snapshot = snapshot;
    }

    static PriceLookup open(EventStore store) {
        try {
            return new PriceLookup(store, Optional.of(store.open(Cancellation.never())));
        } catch (IOException | SQLException e) {
            LOG.debug("Cannot look up a price", e);
            return new PriceLookup(store, Optional.empty());
        }
    }

    /** Price of mirroring {@code seconds} now; empty if either is not known. */
    Optional<Price> price(Optional<TimeRanges> seconds) {
        return seconds.flatMap(wanted -> known.computeIfAbsent(wanted, this::look));
    }

    /** Number of rejected events that are mirrored of {@code seconds}; 0 if these are not known. */
    long rejectedCount(Optional<TimeRanges> seconds) {
        try {
            return seconds.isPresent() && snapshot.isPresent() ? snapshot.get().rejectedCount(seconds.get()) : 0;
        } catch (IOException e) {
            LOG.debug("Cannot look for rejected events", e);
            return 0;
        }
    }

    /**
     * Prices of the tables of references that {@code plan} reads, of an execution that began now; empty for one whose
     * price is not known, since it depends on parameters or on events that are not there yet.
     */
    Map<ReferenceTable, Optional<ReferencePrice>> references(RelNode plan) {
        if (snapshot.isPresent()) {
            try {
                return new PlanRunner(
                                CurrentTime.of(plan.getCluster().getPlanner()),
                                snapshot.get(),
                                store.references(snapshot.get(), Cancellation.never()),
                                store.schedules(),
                                plan.getCluster().getRexBuilder())
                        .referencePrices(plan, CurrentTime.needsParameters(plan) || BusinessHours.isUnbound(plan));
            } catch (IOException | SQLException | RuntimeException e) {
                LOG.debug("Cannot look up the price of references", e);
            }
        }
        return Map.of();
    }

    /** Price of the account's schedules; empty if it cannot be looked up. */
    Optional<ReferencePrice> schedules() {
        try {
            return snapshot.isPresent() ? Optional.of(account(snapshot.get()).price()) : Optional.empty();
        } catch (IOException | SQLException e) {
            LOG.debug("Cannot look up the price of schedules", e);
            return Optional.empty();
        }
    }

    /** Returns {@code plan} with its business hours, as far as the schedules are known now. */
    RelNode withSchedules(RelNode plan) {
        try {
            return snapshot.isPresent()
                    ? new BusinessHours(store.schedules(), account(snapshot.get())).boundToKnown(plan)
                    : plan;
        } catch (IOException | SQLException e) {
            LOG.debug("Cannot look up schedules", e);
            return plan;
        }
    }

    private AccountSchedules account(Snapshot opened) throws IOException {
        return new AccountSchedules(store.references(opened, Cancellation.never()), opened);
    }

    private Optional<Price> look(TimeRanges seconds) {
        try {
            return snapshot.isPresent() ? Optional.of(snapshot.get().price(seconds)) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("Cannot look up a price", e);
            return Optional.empty();
        }
    }

    /** Seconds that {@code scan} would read in an execution that began now; empty if they depend on more than that. */
    Optional<TimeRanges> secondsNow(EventScan scan) {
        if (snapshot.isEmpty()
                || scan.ranges().runtime().stream()
                        .anyMatch(condition ->
                                CurrentTime.needsOtherValues(condition) || BusinessHours.isUnbound(condition))) {
            return Optional.empty();
        }
        EventScan now = scan.with(new RuntimeConstants(
                CurrentTime.of(scan.getCluster().getPlanner()),
                scan.getCluster().getRexBuilder()));
        try {
            EventScan bound = (EventScan) new ScanBinding(sql -> PlanRunner.query(snapshot.get(), sql)).bound(now);
            return Optional.of(bound.ranges().known());
        } catch (IOException | SQLException | RuntimeException e) {
            // A constant that cannot be computed, as a division by zero, fails when the statement runs.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        snapshot.ifPresent(Snapshot::close);
    }
}
