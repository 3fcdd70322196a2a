package dev.ticketsql.sandbox.history;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Metric timers of a ticket, one per metric; each may be activated, paused and fulfilled several times. */
final class MetricTimers {

    private final List<Step> steps;
    private final Map<Metric, Integer> instances = new EnumMap<>(Metric.class);
    private final Map<Metric, Long> runningSinceSec = new EnumMap<>(Metric.class);

    /** Creates timers that add their events to {@code steps}. */
    MetricTimers(List<Step> steps) {
        this.steps = steps;
    }

    /** Starts a timer, if it is not running. */
    void activate(Metric metric, long atSec) {
        if (runningSinceSec.putIfAbsent(metric, atSec) == null) {
            instances.merge(metric, 1, Integer::sum);
            add(metric, "activate", atSec, Step.Detail.NONE);
        }
    }

    /** Applies an SLA to a running timer. */
    void applySla(Metric metric, SlaPolicy policy, int minutes, long atSec) {
        boolean group = metric == Metric.GROUP_OWNERSHIP_TIME;
        add(metric, group ? "apply_group_sla" : "apply_sla", atSec, new Step.Detail.Target(group, policy, minutes));
    }

    /** Adds the breach of a running timer. */
    void breach(Metric metric, boolean deleted, long atSec) {
        add(metric, "breach", atSec, new Step.Detail.Breach(deleted));
    }

    /** Adds a measurement of a timer. */
    void measure(Metric metric, long atSec) {
        add(metric, "measure", atSec, Step.Detail.NONE);
    }

    /** Pauses a timer, if it is running. */
    void pause(Metric metric, long atSec) {
        stop(metric, "pause", atSec);
    }

    /** Ends a timer, if it is running. */
    void fulfill(Metric metric, long atSec) {
        stop(metric, "fulfill", atSec);
    }

    private void stop(Metric metric, String how, long atSec) {
        Long sinceSec = runningSinceSec.remove(metric);
        if (sinceSec != null) {
            add(metric, how, atSec, Step.Detail.NONE);
            long businessSec = WorkingHours.between(sinceSec, atSec);
            add(metric, "update_status", atSec, new Step.Detail.Elapsed((atSec - sinceSec) / 60, businessSec / 60));
        }
    }

    private void add(Metric metric, String type, long atSec, Step.Detail detail) {
        steps.add(new Step.MetricEvent(atSec, metric, type, instances.getOrDefault(metric, 0), detail));
    }
}
