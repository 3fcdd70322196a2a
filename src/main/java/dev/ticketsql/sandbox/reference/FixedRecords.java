package dev.ticketsql.sandbox.reference;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Records that are stored, sorted by id. */
final class FixedRecords implements RecordList {

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d{1,18})\\b");

    private final long[] ids;
    private final List<String> records;

    /** @throws IllegalArgumentException naming a record without a number as {@code id} */
    FixedRecords(List<String> records) {
        this.records = records.stream()
                .sorted((one, other) -> Long.compare(id(one), id(other)))
                .toList();
        this.ids = this.records.stream().mapToLong(FixedRecords::id).toArray();
    }

    @Override
    public int size() {
        return ids.length;
    }

    @Override
    public long idAt(int position) {
        return ids[position];
    }

    @Override
    public String jsonAt(int position) {
        return records.get(position);
    }

    /** The first {@code id} in the text: a record's own comes before those of nested objects, as in Zendesk's. */
    private static long id(String json) {
        Matcher found = ID.matcher(json);
        if (!found.find()) {
            throw new IllegalArgumentException("a record needs a number as \"id\": " + json);
        }
        return Long.parseLong(found.group(1));
    }
}
