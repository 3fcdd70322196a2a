package dev.ticketsql.sandbox.reference;

import dev.ticketsql.sandbox.http.HttpResponse;
import dev.ticketsql.sandbox.http.QueryParameters;
import dev.ticketsql.sandbox.json.JsonWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Answers requests for reference data. Immutable. */
public final class ReferenceApi {

    /** Documented maximum of ids in one request. */
    private static final int MAX_IDS = 100;

    private final ReferenceData data;

    /** Creates the endpoints of an account. */
    public ReferenceApi(ReferenceData data) {
        this.data = data;
    }

    /**
     * Answers a request.
     *
     * @param address URL of the request without its query, for links to other pages
     */
    public HttpResponse answer(ReferenceEndpoint endpoint, QueryParameters query, String address) {
        if (endpoint.scheduleId().isPresent()) {
            return holidays(endpoint.scheduleId().getAsLong());
        }
        ReferenceKind kind = endpoint.kind();
        if (endpoint.showsMany()) {
            return showMany(kind, query);
        }
        RecordList all = data.list(kind);
        if (!kind.isPaged()) {
            return whole(kind.key(), all);
        }
        RecordList wanted = roles(query).isEmpty() || kind != ReferenceKind.USERS ? all : all.ofRoles(roles(query));
        boolean cursor = query.get(CursorPages.SIZE).isPresent()
                || query.get(CursorPages.AFTER).isPresent()
                || query.get(CursorPages.BEFORE).isPresent();
        return cursor
                ? new CursorPages(kind.key(), wanted, address).page(query)
                : new NumberedPages(kind, wanted, address).page(query);
    }

    private static Set<String> roles(QueryParameters query) {
        Set<String> roles = new TreeSet<>(query.all("role[]"));
        query.get("role").ifPresent(roles::add);
        return roles;
    }

    private HttpResponse holidays(long scheduleId) {
        return data.list(ReferenceKind.SCHEDULES).find(scheduleId).isPresent()
                ? whole("holidays", data.holidays(scheduleId))
                : ReferenceErrors.noSuchRecord();
    }

    /** Leaves out ids that do not exist. Of people, the deleted are answered too. */
    private HttpResponse showMany(ReferenceKind kind, QueryParameters query) {
        String ids = query.get("ids").orElse("");
        if (ids.isEmpty()) {
            return ReferenceErrors.parameterMissing("ids");
        }
        List<String> words = List.of(ids.split(",", -1));
        if (words.size() > MAX_IDS) {
            return ReferenceErrors.tooManyIds(MAX_IDS);
        }
        Set<Long> known = new TreeSet<>();
        for (String word : words) {
            // Nineteen digits can be too many for a long, and no id has as many.
            if (word.strip().matches("\\d{1,18}")) {
                known.add(Long.parseLong(word.strip()));
            }
        }
        JsonWriter json = new JsonWriter(8_192).beginObject();
        json.name(kind.key()).beginArray();
        int count = 0;
        for (long id : known) {
            count += writeFound(data.list(kind), id, json);
            if (kind == ReferenceKind.USERS) {
                count += writeFound(data.list(ReferenceKind.DELETED_USERS), id, json);
            }
        }
        json.endArray();
        return NumberedPages.finish(json, "", "", count);
    }

    private static int writeFound(RecordList records, long id, JsonWriter json) {
        OptionalInt position = records.find(id);
        position.ifPresent(found -> json.raw(records.jsonAt(found)));
        return position.isPresent() ? 1 : 0;
    }

    private static HttpResponse whole(String key, RecordList records) {
        JsonWriter json = new JsonWriter(8_192).beginObject();
        json.name(key).beginArray();
        for (int position = 0; position < records.size(); position++) {
            json.raw(records.jsonAt(position));
        }
        json.endArray();
        return NumberedPages.finish(json, "", "", records.size());
    }
}
