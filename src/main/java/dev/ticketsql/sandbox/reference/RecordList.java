package dev.ticketsql.sandbox.reference;

import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Records in ascending order of their ids, numbered from 0. A long list may compute a record when it is asked for. Safe
 * for several threads.
 */
public interface RecordList {

    /** Number of records. */
    int size();

    /** The id of a record. */
    long idAt(int position);

    /** A record, as one JSON object. */
    String jsonAt(int position);

    /** The records whose value of {@code "role"} is one of {@code roles}. */
    default RecordList ofRoles(Set<String> roles) {
        Pattern role = Pattern.compile("\"role\"\\s*:\\s*\"([^\"]*)\"");
        return new FixedRecords(IntStream.range(0, size())
                .mapToObj(this::jsonAt)
                .filter(json -> {
                    Matcher found = role.matcher(json);
                    return found.find() && roles.contains(found.group(1));
                })
                .toList());
    }

    /** The first record whose id is not below {@code id}; {@link #size()} if there is none. */
    default int firstNotBelow(long id) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (idAt(middle) < id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The record with that id. */
    default OptionalInt find(long id) {
        int position = firstNotBelow(id);
        return position < size() && idAt(position) == id ? OptionalInt.of(position) : OptionalInt.empty();
    }
}
