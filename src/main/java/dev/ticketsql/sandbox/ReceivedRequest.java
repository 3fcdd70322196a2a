package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.http.HttpRequest;
import dev.ticketsql.sandbox.http.QueryParameters;
import dev.ticketsql.sandbox.reference.ReferenceEndpoint;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A parsed request before its response. {@code toString} leaves out credentials.
 *
 * @param method as {@code GET}
 * @param path undecoded, without the query
 * @param rawQuery undecoded, without the question mark; empty if there was none
 * @param headers by name in lower case, {@code authorization} among them
 * @param startSec {@code start_time}, epoch seconds; empty if it is absent or not a number
 * @param perPage rows of a page: {@code per_page} if valid, else 1000
 * @param atSec the sandbox's clock, epoch seconds
 */
public record ReceivedRequest(
        String method,
        String path,
        String rawQuery,
        Map<String, String> headers,
        OptionalLong startSec,
        int perPage,
        long atSec) {

    /** Default and maximum of {@code per_page} in Zendesk's documentation. */
    static final int MAX_PER_PAGE = 1000;

    /** Copies the headers. */
    public ReceivedRequest {
        headers = Map.copyOf(headers);
    }

    static ReceivedRequest of(HttpRequest request, long atSec) {
        QueryParameters parameters = QueryParameters.parse(request.rawQuery());
        return new ReceivedRequest(
                request.method(),
                request.path(),
                request.rawQuery(),
                request.headers(),
                parameters
                        .get("start_time")
                        // Nineteen digits can be too many for a long.
                        .filter(text -> text.matches("\\d{1,18}"))
                        .map(text -> OptionalLong.of(Long.parseLong(text)))
                        .orElse(OptionalLong.empty()),
                parameters
                        .get("per_page")
                        .filter(text -> text.matches("0*[1-9]\\d{0,8}"))
                        .map(text -> Math.min(MAX_PER_PAGE, Integer.parseInt(text)))
                        .orElse(MAX_PER_PAGE),
                atSec);
    }

    /** The value of a header, its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** True if the request has an {@code Authorization} header, valid or not. */
    boolean isAuthorized() {
        return headers.containsKey("authorization");
    }

    /** True for a page of ticket events. */
    public boolean isExport() {
        return path.equals(HelpDeskApi.EXPORT_PATH) || path.equals(HelpDeskApi.EXPORT_PATH + ".json");
    }

    /** True for reference data: people, groups, fields and what else gives ids their names. */
    public boolean isReference() {
        return ReferenceEndpoint.of(path).isPresent();
    }

    /** The request line. */
    @Override
    public String toString() {
        return method + " " + path + (rawQuery.isEmpty() ? "" : "?" + rawQuery);
    }
}
