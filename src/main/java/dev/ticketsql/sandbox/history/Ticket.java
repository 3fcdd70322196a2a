package dev.ticketsql.sandbox.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Current fields of a ticket, and its events so far; each change records the previous value. */
final class Ticket {

    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Value> fields = new HashMap<>();
    private final Map<Long, Value> customFields = new HashMap<>();
    private List<String> tags = List.of();

    /** The events so far, in the order of their generation. */
    List<Step> steps() {
        return steps;
    }

    /** Starts an audit by a person, over a channel. */
    Draft by(Person person, Via via, long instantSec) {
        return new Draft(instantSec, person.id(), via, 0, via.showsClient() ? Optional.of(person) : Optional.empty());
    }

    /** Starts an audit by the system, for a trigger or automation. */
    Draft byRule(long ruleId, long instantSec) {
        return new Draft(instantSec, -1, Via.RULE, ruleId, Optional.empty());
    }

    /** Builder of an audit. The first audit creates fields, later ones change them. */
    final class Draft {

        private final long instantSec;
        private final long updaterId;
        private final Via via;
        private final long ruleId;
        private final Optional<Person> origin;
        private final boolean creation = steps.isEmpty();
        private final List<Child> children = new ArrayList<>();

        private Draft(long instantSec, long updaterId, Via via, long ruleId, Optional<Person> origin) {
            this.instantSec = instantSec;
            this.updaterId = updaterId;
            this.via = via;
            this.ruleId = ruleId;
            this.origin = origin;
        }

        /** Sets a field; adds no child event if a change leaves its value. */
        Draft set(String field, Value value) {
            Value previous = fields.put(field, value);
            if (creation) {
                children.add(new Child.FieldCreated(field, value));
            } else if (!value.equals(previous)) {
                children.add(new Child.FieldChanged(field, value, previous == null ? Value.UNSET : previous));
            }
            return this;
        }

        Draft set(String field, String value) {
            return set(field, Value.of(value));
        }

        /** Sets a custom field; adds no child event if a change leaves its value. */
        Draft setCustom(long fieldId, Value value) {
            Value previous = customFields.put(fieldId, value);
            if (creation) {
                children.add(new Child.CustomFieldCreated(fieldId, value));
            } else if (!value.equals(previous)) {
                children.add(new Child.CustomFieldChanged(fieldId, value, previous == null ? Value.UNSET : previous));
            }
            return this;
        }

        /** Adds and removes tags; adds no child event if the tags stay the same. */
        Draft tag(List<String> wanted, List<String> unwanted) {
            List<String> before = tags;
            List<String> added =
                    wanted.stream().filter(tag -> !before.contains(tag)).toList();
            List<String> removed = unwanted.stream().filter(before::contains).toList();
            if (!added.isEmpty() || !removed.isEmpty()) {
                List<String> after = new ArrayList<>(before);
                after.removeAll(removed);
                after.addAll(added);
                tags = List.copyOf(after);
                children.add(
                        creation ? new Child.TagsCreated(tags) : new Child.TagsChanged(tags, added, removed, before));
            }
            return this;
        }

        Draft add(Child child) {
            children.add(child);
            return this;
        }

        /** Adds the audit to the events, unless it is empty. */
        void done() {
            if (!children.isEmpty()) {
                steps.add(new Step.Audit(instantSec, updaterId, via, ruleId, origin, children));
            }
        }
    }
}
