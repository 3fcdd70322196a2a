package dev.ticketsql.sandbox.history;

import java.util.List;
import java.util.Optional;

/** One event in a ticket's life, without the ids that its place in the history gives it. */
sealed interface Step {

    /** When it happened, epoch seconds. */
    long instantSec();

    /**
     * Something that somebody did to the ticket.
     *
     * @param updaterId who did it, -1 for the system
     * @param via through which channel
     * @param ruleId the trigger or automation, 0 if it was none
     * @param origin whose browser it was done with, where that is known
     * @param children what was done, at least one thing
     */
    record Audit(long instantSec, long updaterId, Via via, long ruleId, Optional<Person> origin, List<Child> children)
            implements Step {

        /** Copies the children. */
        public Audit {
            children = List.copyOf(children);
        }
    }

    /**
     * Something that one of the ticket's stop-watches did.
     *
     * @param metric what is measured
     * @param type what happened, as {@code activate}
     * @param instance which stretch of it, from 1
     * @param detail what {@code type} calls for
     */
    record MetricEvent(long instantSec, Metric metric, String type, int instance, Detail detail) implements Step {}

    /** What some types of metric event say beyond their type. */
    sealed interface Detail {

        /** Nothing. */
        record None() implements Detail {}

        /** The target of {@code apply_sla} and {@code apply_group_sla}. */
        record Target(boolean group, SlaPolicy policy, int minutes) implements Detail {}

        /** How long it has taken, of {@code update_status}. */
        record Elapsed(long calendarMinutes, long businessMinutes) implements Detail {}

        /** Whether a {@code breach} no longer counts. */
        record Breach(boolean deleted) implements Detail {}

        /** See {@link None}. */
        Detail NONE = new None();
    }
}
