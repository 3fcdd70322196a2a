package dev.ticketsql.sandbox.reference;

import dev.ticketsql.sandbox.http.HttpResponse;
import dev.ticketsql.sandbox.http.QueryParameters;
import dev.ticketsql.sandbox.json.JsonWriter;

/**
 * Paging by page numbers from 1, the documents' offset pagination: {@code count} is that of the whole list, and pages
 * past the first 10,000 records are refused, though {@code next_page} leads there.
 *
 * @param kind the list
 * @param records its records
 * @param address URL of the list without a query
 */
record NumberedPages(ReferenceKind kind, RecordList records, String address) {

    /** Default and maximum of {@code per_page}. */
    private static final int MAX_PER_PAGE = 100;

    private static final long MAX_RECORDS = 10_000;

    private static final String PAGE = "page";

    HttpResponse page(QueryParameters query) {
        String written = query.get(PAGE).orElse("1");
        if (!written.matches("0*[1-9]\\d{0,8}")) {
            return ReferenceErrors.notANumber(PAGE, kind.key());
        }
        long page = Long.parseLong(written);
        int perPage = query.get("per_page")
                .filter(text -> text.matches("0*[1-9]\\d{0,8}"))
                .map(text -> Math.min(MAX_PER_PAGE, Integer.parseInt(text)))
                .orElse(MAX_PER_PAGE);
        if (page * perPage > MAX_RECORDS) {
            return ReferenceErrors.tooDeep();
        }
        int from = Math.toIntExact(Math.min(records.size(), (page - 1) * perPage));
        int to = Math.min(records.size(), from + perPage);
        JsonWriter json = new JsonWriter(8_192).beginObject();
        json.name(kind.key()).beginArray();
        for (int position = from; position < to; position++) {
            json.raw(records.jsonAt(position));
        }
        json.endArray();
        String next = to < records.size() ? link(query, page + 1) : "";
        return finish(json, next, page > 1 ? link(query, page - 1) : "", records.size());
    }

    /** Ends an open object with the links and the number of records; an empty link is null. */
    static HttpResponse finish(JsonWriter json, String next, String previous, int count) {
        writeLink(json.name("next_page"), next);
        writeLink(json.name("previous_page"), previous);
        json.name("count").value(count).endObject();
        return HttpResponse.of(200, ReferenceErrors.JSON, json.toString());
    }

    static void writeLink(JsonWriter json, String link) {
        if (link.isEmpty()) {
            json.nullValue();
        } else {
            json.value(link);
        }
    }

    private String link(QueryParameters query, long page) {
        return address + "?" + query.with(PAGE, Long.toString(page)).rawQuery();
    }
}
