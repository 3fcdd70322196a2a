package dev.ticketsql.calcite.execute;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.calcite.plan.EventScan;
import dev.ticketsql.calcite.plan.PlanRewriter;
import dev.ticketsql.calcite.plan.ProbeSide;
import dev.ticketsql.calcite.plan.ReferenceScan;
import dev.ticketsql.calcite.plan.SliceAnalysis;
import dev.ticketsql.calcite.plan.TimeSlicedSort;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.reference.ReferencePrice;
import dev.ticketsql.reference.ReferenceTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;

/**
 * Plans of one statement as EXPLAIN shows them: each scan with its range of time, its mirrored share and its price, and
 * the price of all. Prices are as of now and cost no request. A plan that is shown again is not looked up again.
 */
public final class ExplainPlan {

    private final EventStore store;
    private final Map<String, RelNode> known = new HashMap<>();

    /** Plans over the events of {@code store}. */
    public ExplainPlan(EventStore store) {
        this.store = store;
    }

    /** Plan to print for {@code plan}. */
    public RelNode of(RelNode plan) {
        return known.computeIfAbsent(RelOptUtil.toString(plan), text -> priced(plan));
    }

    private RelNode priced(RelNode plan) {
        boolean isFree = PlanRewriter.find(plan, EventScan.class).isEmpty()
                && PlanRewriter.find(plan, ReferenceScan.class).isEmpty()
                && !BusinessHours.asksAccount(plan, store.schedules());
        if (isFree) {
            return new ExplainedRoot(plan, Optional.empty(), Optional.empty());
        }
        try (PriceLookup lookup = PriceLookup.open(store)) {
            return priced(lookup.withSchedules(plan), BusinessHours.asksAccount(plan, store.schedules()), lookup);
        }
    }

    private RelNode priced(RelNode plan, boolean asksSchedules, PriceLookup lookup) {
        List<EventScan> scans = new ArrayList<>();
        boolean hasReferences = !PlanRewriter.find(plan, ReferenceScan.class).isEmpty();
        Set<EventScan> cheaper = new HashSet<>();
        PlanRewriter.visit(plan, rel -> {
            if (rel instanceof EventScan scan) {
                scans.add(scan);
            } else if ((rel instanceof TimeSlicedSort sort && sort.fetch != null) || rel instanceof ProbeSide) {
                SliceAnalysis.of(rel.getInput(0)).ifPresent(part -> cheaper.addAll(part.scans()));
            }
        });
        Map<EventScan, Optional<TimeRanges>> seconds = new HashMap<>();
        scans.forEach(scan -> seconds.computeIfAbsent(scan, lookup::secondsNow));
        ReferencePrices references = new ReferencePrices(prices(plan, hasReferences, asksSchedules, lookup));
        RelNode shown = PlanRewriter.rewritten(plan, rel -> {
            if (rel instanceof EventScan scan) {
                return explained(scan, seconds, cheaper, lookup);
            }
            return rel instanceof ReferenceScan scan ? new ExplainedReference(scan, references.of(scan)) : rel;
        });
        return new ExplainedRoot(
                shown,
                scans.isEmpty()
                        ? Optional.empty()
                        : Optional.of(price(scans, seconds, cheaper, lookup).sentence(store.requestsPerMinute())),
                hasReferences || asksSchedules ? Optional.of(references.total()) : Optional.empty());
    }

    private static Map<ReferenceTable, Optional<ReferencePrice>> prices(
            RelNode plan, boolean hasReferences, boolean asksSchedules, PriceLookup lookup) {
        Map<ReferenceTable, Optional<ReferencePrice>> prices = new EnumMap<>(ReferenceTable.class);
        prices.putAll(hasReferences ? lookup.references(plan) : Map.of());
        boolean isUnknown = hasReferences && prices.isEmpty();
        if (asksSchedules && !isUnknown) {
            prices.put(ReferenceTable.SCHEDULE_HOLIDAYS, lookup.schedules());
        }
        return prices;
    }

    private static ExplainedScan explained(
            EventScan scan, Map<EventScan, Optional<TimeRanges>> seconds, Set<EventScan> cheaper, PriceLookup lookup) {
        Optional<TimeRanges> ofScan = seconds.getOrDefault(scan, Optional.empty());
        PriceTag price = new PriceTag(lookup.price(ofScan), cheaper.contains(scan));
        return new ExplainedScan(scan, ofScan, price, lookup.rejectedCount(ofScan));
    }

    /** Price of all scans: seconds that several of them read are fetched once. */
    private static PriceTag price(
            List<EventScan> scans,
            Map<EventScan, Optional<TimeRanges>> seconds,
            Set<EventScan> cheaper,
            PriceLookup lookup) {
        TimeRanges all = TimeRanges.none();
        TimeRanges certain = TimeRanges.none();
        boolean isKnown = true;
        for (EventScan scan : scans) {
            Optional<TimeRanges> ofScan = seconds.getOrDefault(scan, Optional.empty());
            isKnown &= ofScan.isPresent();
            all = all.or(ofScan.orElse(TimeRanges.none()));
            certain = cheaper.contains(scan) ? certain : certain.or(ofScan.orElse(TimeRanges.none()));
        }
        return new PriceTag(lookup.price(isKnown ? Optional.of(all) : Optional.empty()), !certain.containsAll(all));
    }
}
