package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.http.HttpResponse;
import dev.ticketsql.sandbox.json.JsonWriter;

/** Error responses of the API, as recorded or as users of other clients reported them. */
final class ErrorResponses {

    static final String JSON = "application/json; charset=utf-8";

    private ErrorResponses() {}

    /** 401, recorded on live accounts in 2026. */
    static HttpResponse notAuthenticated() {
        return HttpResponse.of(401, JSON, "{\"error\":\"Couldn't authenticate you\"}")
                .withHeader("WWW-Authenticate", "Basic realm=\"Web Password\"");
    }

    /** 403, reported by users of other clients; the error's name is a guess. */
    static HttpResponse scopeMissing(String scope) {
        return error(403, "Forbidden", "You are missing the following required scopes: " + scope);
    }

    /** 404, recorded for a path that does not exist. */
    static HttpResponse noSuchEndpoint() {
        return error(404, "InvalidEndpoint", "Not found");
    }

    /** 429, reported by users of other clients for this endpoint. */
    static HttpResponse rateLimited(int retryAfterSec) {
        return error(
                        429,
                        "APIRateLimitExceeded",
                        "Number of allowed incremental export API requests per minute exceeded")
                .withHeader("Retry-After", Integer.toString(retryAfterSec));
    }

    /** 429, documented for the account's limit. */
    static HttpResponse accountRateLimited(int retryAfterSec) {
        return error(429, "APIRateLimitExceeded", "Number of allowed API requests per minute exceeded")
                .withHeader("Retry-After", Integer.toString(retryAfterSec));
    }

    /** 403, reported by users of other clients whose role or plan does not allow the endpoint. */
    static HttpResponse forbidden() {
        JsonWriter json = new JsonWriter(256).beginObject();
        json.name("error").beginObject();
        json.name("title").value("Forbidden");
        json.name("message")
                .value("You do not have access to this page. Please contact the account owner of this help desk for"
                        + " further help.");
        return HttpResponse.of(403, JSON, json.endObject().endObject().toString());
    }

    /** 400; status and code are reported by users of other clients, the description is a guess. */
    static HttpResponse startTimeTooRecent() {
        return error(400, "StartTimeTooRecent", "Too recent start_time. Use a start_time older than 1 minute");
    }

    /** 400, recorded at a similar endpoint, where it names that endpoint's parameter. */
    static HttpResponse startTimeMissing() {
        return HttpResponse.of(400, "text/plain; charset=utf-8", "Required parameter missing: start_time");
    }

    private static HttpResponse error(int status, String code, String description) {
        JsonWriter json = new JsonWriter(256);
        json.beginObject().name("error").value(code).name("description").value(description);
        return HttpResponse.of(status, JSON, json.endObject().toString());
    }
}
