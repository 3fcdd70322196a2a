package dev.ticketsql.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Request for one page of a list of objects, such as groups or people.
 *
 * @param path below {@code /api/v2/}
 * @param key of the list in the answer
 * @param parameters of the query, names and values
 */
public record ReferenceRequest(String path, String key, List<Parameter> parameters) {

    /** The API's own maximum of objects on a page, and of ids in a request. */
    public static final int MAX_OBJECTS = 100;

    /** A parameter of the query. */
    public record Parameter(String name, String value) {}

    /** Keeps a copy. */
    public ReferenceRequest {
        parameters = List.copyOf(parameters);
    }

    /** Returns the same request with one more parameter. */
    public ReferenceRequest with(String name, String value) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(name, value));
        return new ReferenceRequest(path, key, more);
    }

    /** Returns the request for the page after one that says where to go on; the first page without both. */
    public ReferenceRequest after(Optional<String> cursor, OptionalInt page) {
        ReferenceRequest next = cursor.map(value -> with("page[after]", value)).orElse(this);
        return page.isPresent() ? next.with("page", Integer.toString(page.getAsInt())) : next;
    }

    /** The path as {@code api_requests} shows it, alike for every schedule: {@code business_hours/schedules}. */
    String endpoint() {
        return path.replaceFirst("\\.json$", "").replaceAll("/\\d+/", "/{id}/").toLowerCase(Locale.ROOT);
    }
}
