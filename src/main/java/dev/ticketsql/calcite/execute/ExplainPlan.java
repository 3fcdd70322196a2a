package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.plan.EventScan;
import dev.ticketsql.calcite.plan.PlanRewriter;
import dev.ticketsql.calcite.plan.ProbeSide;
import dev.ticketsql.calcite.plan.SliceAnalysis;
import dev.ticketsql.calcite.plan.TimeSlicedSort;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.Snapshot;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.rel.RelNode;

/**
 * A plan as EXPLAIN shows it: each scan with its range of time, its mirrored share and its price, and the price of all.
 * Looked up once, as of now, without a request.
 */
public final class ExplainPlan {

    private final EngineStatement statement;
    private final Set<EventScan> cheaper = new HashSet<>();
    private final Map<EventScan, Optional<TimeRanges>> seconds = new HashMap<>();

    private ExplainPlan(EngineStatement statement) {
        this.statement = statement;
    }

    /** The plan to print for {@code statement}. */
    public static RelNode of(EngineStatement statement) {
        return new ExplainPlan(statement).explained();
    }

    private RelNode explained() {
        DataContext present = CurrentTime.of(statement.plan().getCluster().getPlanner());
        RelNode plan = statement.plan();
        List<EventScan> scans = new ArrayList<>();
        PlanRewriter.visit(plan, rel -> {
            if (rel instanceof EventScan scan) {
                scans.add(scan);
            } else if ((rel instanceof TimeSlicedSort sort && sort.fetch != null) || rel instanceof ProbeSide) {
                SliceAnalysis.of(rel.getInput(0)).ifPresent(part -> cheaper.addAll(part.scans()));
            }
        });
        for (EventScan scan : scans) {
            seconds.put(scan, secondsNow(scan, present));
        }
        RelNode priced = PlanRewriter.rewritten(
                plan,
                rel -> rel instanceof EventScan scan
                        ? new ExplainedScan(
                                scan,
                                seconds(scan),
                                PriceTag.of(statement.store(), seconds(scan), cheaper.contains(scan)))
                        : rel);
        return scans.isEmpty()
                ? new ExplainedRoot(priced, Optional.empty())
                : new ExplainedRoot(
                        priced,
                        Optional.of(price(scans).sentence(statement.store().requestsPerMinute())));
    }

    private Optional<TimeRanges> seconds(EventScan scan) {
        return seconds.getOrDefault(scan, Optional.empty());
    }

    /** What several scans read is fetched once. */
    private PriceTag price(List<EventScan> scans) {
        TimeRanges all = TimeRanges.none();
        TimeRanges certain = TimeRanges.none();
        boolean isKnown = true;
        for (EventScan scan : scans) {
            Optional<TimeRanges> known = seconds(scan);
            isKnown &= known.isPresent();
            all = all.or(known.orElse(TimeRanges.none()));
            certain = cheaper.contains(scan) ? certain : certain.or(known.orElse(TimeRanges.none()));
        }
        return PriceTag.of(statement.store(), isKnown ? Optional.of(all) : Optional.empty(), !certain.containsAll(all));
    }

    /** The seconds that an execution would read that began now; empty if they depend on more than the present. */
    private Optional<TimeRanges> secondsNow(EventScan scan, DataContext present) {
        if (scan.ranges().late().stream().anyMatch(CurrentTime::isNotAllThatCounts)) {
            return Optional.empty();
        }
        EventScan now =
                scan.with(new RuntimeConstants(present, scan.getCluster().getRexBuilder()));
        try (Snapshot reading = statement.store().open(Cancellation.never())) {
            EventScan bound = (EventScan) new ScanBinding(sql -> PlanRunner.query(reading, sql)).bound(now);
            return Optional.of(bound.ranges().known());
        } catch (IOException | SQLException | RuntimeException e) {
            // What cannot be computed, as a division by zero, fails when the statement runs.
            return Optional.empty();
        }
    }
}
