package dev.ticketsql.sandbox.reference;

import dev.ticketsql.sandbox.http.HttpResponse;
import dev.ticketsql.sandbox.http.QueryParameters;
import dev.ticketsql.sandbox.json.JsonWriter;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Paging by cursors, which stay right when records come and go. Links lead on from the last page too, to an empty one:
 * {@code has_more} alone ends the list.
 *
 * @param key name of the list in the response
 * @param records its records
 * @param address URL of the list without a query
 */
record CursorPages(String key, RecordList records, String address) {

    static final String SIZE = "page[size]";
    static final String AFTER = "page[after]";
    static final String BEFORE = "page[before]";

    /** Default and maximum of {@code page[size]}. */
    private static final int MAX_SIZE = 100;

    HttpResponse page(QueryParameters query) {
        String written = query.get(SIZE).orElse(Integer.toString(MAX_SIZE));
        if (!written.matches("[+-]?\\d{1,9}")) {
            return ReferenceErrors.notANumber("page.size", key);
        }
        int size = Integer.parseInt(written);
        if (size < 1 || size > MAX_SIZE) {
            return ReferenceErrors.invalidPaging(SIZE);
        }
        Optional<String> after = query.get(AFTER);
        Optional<String> before = query.get(BEFORE);
        OptionalLong afterId = after.map(Cursor::parse).orElse(OptionalLong.empty());
        OptionalLong beforeId = before.map(Cursor::parse).orElse(OptionalLong.empty());
        if (after.isPresent() && afterId.isEmpty()) {
            return ReferenceErrors.invalidPaging(AFTER);
        }
        if (before.isPresent() && (beforeId.isEmpty() || after.isPresent())) {
            return ReferenceErrors.invalidPaging(BEFORE);
        }
        if (beforeId.isPresent()) {
            int to = records.firstNotBelow(beforeId.getAsLong());
            int from = Math.max(0, to - size);
            return page(query, from, to, from > 0);
        }
        int from = afterId.isPresent() ? records.firstNotBelow(afterId.getAsLong() + 1) : 0;
        int to = Math.min(records.size(), from + size);
        return page(query, from, to, to < records.size());
    }

    private HttpResponse page(QueryParameters query, int from, int to, boolean more) {
        JsonWriter json = new JsonWriter(8_192).beginObject();
        json.name(key).beginArray();
        for (int position = from; position < to; position++) {
            json.raw(records.jsonAt(position));
        }
        json.endArray();
        String first = from < to ? Cursor.of(records.idAt(from)) : "";
        String last = from < to ? Cursor.of(records.idAt(to - 1)) : "";
        json.name("meta").beginObject();
        json.name("has_more").value(more);
        NumberedPages.writeLink(json.name("after_cursor"), last);
        NumberedPages.writeLink(json.name("before_cursor"), first);
        json.endObject();
        json.name("links").beginObject();
        NumberedPages.writeLink(json.name("next"), link(query, AFTER, last));
        NumberedPages.writeLink(json.name("prev"), link(query, BEFORE, first));
        json.endObject().endObject();
        return HttpResponse.of(200, ReferenceErrors.JSON, json.toString());
    }

    private String link(QueryParameters query, String parameter, String cursor) {
        return cursor.isEmpty()
                ? ""
                : address + "?"
                        + query.without(AFTER)
                                .without(BEFORE)
                                .with(parameter, cursor)
                                .rawQuery();
    }
}
