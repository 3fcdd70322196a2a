package dev.ticketsql.sandbox.history;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A ticket's stop-watches: one per metric, each of which runs, pauses and is done, perhaps several times over. */
final class StopWatches {

    private final List<Step> steps;
    private final Map<Metric, Integer> instances = new EnumMap<>(Metric.class);
    private final Map<Metric, Long> runningSinceSec = new EnumMap<>(Metric.class);

    /** Puts on record what they do among {@code steps}. */
    StopWatches(List<Step> steps) {
        this.steps = steps;
    }

    /** Starts a watch, if it is not running. */
    void activate(Metric metric, long atSec) {
        if (runningSinceSec.putIfAbsent(metric, atSec) == null) {
            instances.merge(metric, 1, Integer::sum);
            add(metric, "activate", atSec, Step.Detail.NONE);
        }
    }

    /** Promises that a running watch will be done in time. */
    void promise(Metric metric, SlaPolicy policy, int minutes, long atSec) {
        boolean group = metric == Metric.GROUP_OWNERSHIP_TIME;
        add(metric, group ? "apply_group_sla" : "apply_sla", atSec, new Step.Detail.Target(group, policy, minutes));
    }

    /** Says that a running watch was not done in time. */
    void breach(Metric metric, boolean deleted, long atSec) {
        add(metric, "breach", atSec, new Step.Detail.Breach(deleted));
    }

    /** Says what a watch shows, which nothing but its being looked at brings about. */
    void measure(Metric metric, long atSec) {
        add(metric, "measure", atSec, Step.Detail.NONE);
    }

    /** Stops a watch for a while, if it is running. */
    void pause(Metric metric, long atSec) {
        stop(metric, "pause", atSec);
    }

    /** Stops a watch for good, if it is running. */
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
