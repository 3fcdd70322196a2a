package dev.ticketsql.sandbox.reference;

import java.util.Set;

/**
 * Two lists, one after the other.
 *
 * @param first records whose ids are all below those of the second
 * @param second the records after them
 */
public record JoinedRecords(RecordList first, RecordList second) implements RecordList {

    @Override
    public int size() {
        return first.size() + second.size();
    }

    @Override
    public long idAt(int position) {
        return position < first.size() ? first.idAt(position) : second.idAt(position - first.size());
    }

    @Override
    public String jsonAt(int position) {
        return position < first.size() ? first.jsonAt(position) : second.jsonAt(position - first.size());
    }

    @Override
    public RecordList ofRoles(Set<String> roles) {
        return new JoinedRecords(first.ofRoles(roles), second.ofRoles(roles));
    }
}
