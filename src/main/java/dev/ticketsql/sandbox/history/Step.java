package dev.ticketsql.sandbox.history;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An event of a ticket, without ids, which depend on its place in the history. */
sealed interface Step {

    /** Instant of the event, epoch seconds. */
    long instantSec();

    /**
     * An audit.
     *
     * @param updaterId author, -1 for the system
     * @param via channel
     * @param ruleId id of the trigger or automation, 0 if there was none
     * @param origin person whose browser or app was used, if known
     * @param children child events, at least one
     */
    record Audit(long instantSec, long updaterId, Via via, long ruleId, Optional<Person> origin, List<Child> children)
            implements Step {

        /** Copies the children. */
        public Audit {
            children = List.copyOf(children);
        }

        /** The same with more children, behind its own. */
        Audit with(List<Child> more) {
            return more.isEmpty()
                    ? this
                    : new Audit(
                            instantSec,
                            updaterId,
                            via,
                            ruleId,
                            origin,
                            Stream.concat(children.stream(), more.stream()).toList());
        }
    }

    /**
     * A ticket metric event.
     *
     * @param metric the metric
     * @param type kind of event, as {@code activate}
     * @param instance instance of the metric, from 1
     * @param detail further keys of {@code type}
     */
    record MetricEvent(long instantSec, Metric metric, String type, int instance, Detail detail) implements Step {}

    /** Further keys of some types of metric event. */
    sealed interface Detail {

        /** No further keys. */
        record None() implements Detail {}

        /** Target, for {@code apply_sla} and {@code apply_group_sla}. */
        record Target(boolean group, SlaPolicy policy, int minutes) implements Detail {}

        /** Elapsed time, for {@code update_status}. */
        record Elapsed(long calendarMinutes, long businessMinutes) implements Detail {}

        /** Validity, for {@code breach}: true if it no longer counts. */
        record Breach(boolean deleted) implements Detail {}

        /** See {@link None}. */
        Detail NONE = new None();
    }
}
