package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.http.HttpAnswer;
import dev.ticketsql.sandbox.json.JsonWriter;

/** Error responses of the API, as recorded or as users of other clients reported them. */
final class ErrorAnswers {

    static final String JSON = "application/json; charset=utf-8";

    private ErrorAnswers() {}

    /** Recorded on live accounts in 2026. */
    static HttpAnswer notAuthenticated() {
        return HttpAnswer.of(401, JSON, "{\"error\":\"Couldn't authenticate you\"}")
                .withHeader("WWW-Authenticate", "Basic realm=\"Web Password\"");
    }

    /** Reported by users of other clients, but for the error's name. */
    static HttpAnswer scopeMissing(String scope) {
        return error(403, "Forbidden", "You are missing the following required scopes: " + scope);
    }

    /** Reported by users of other clients: the export is for administrators. */
    static HttpAnswer forbidden() {
        return titled(
                403,
                "Forbidden",
                "You do not have access to this page. Please contact the account owner of this help desk for further"
                        + " help.");
    }

    /** The title is reported by users of other clients, the message is a guess. */
    static HttpAnswer noHelpDesk(String host) {
        return titled(404, "No help desk at " + host, "There is no help desk configured at this address.");
    }

    /** Recorded for a path that does not exist. */
    static HttpAnswer noSuchEndpoint() {
        return error(404, "InvalidEndpoint", "Not found");
    }

    /** Reported for this very endpoint. */
    static HttpAnswer rateLimited(int retryAfterSec) {
        return error(
                        429,
                        "APIRateLimitExceeded",
                        "Number of allowed incremental export API requests per minute exceeded")
                .withHeader("Retry-After", Integer.toString(retryAfterSec));
    }

    /** Status and code are reported by users of other clients, the description is a guess. */
    static HttpAnswer startTimeTooRecent() {
        return error(400, "StartTimeTooRecent", "Too recent start_time. Use a start_time older than 1 minute");
    }

    /** Recorded at a similar endpoint, with the name of its own parameter. */
    static HttpAnswer startTimeMissing() {
        return HttpAnswer.of(400, "text/plain; charset=utf-8", "Required parameter missing: start_time");
    }

    private static HttpAnswer titled(int status, String title, String message) {
        JsonWriter json = new JsonWriter(256).beginObject().name("error").beginObject();
        json.name("title").value(title).name("message").value(message);
        return HttpAnswer.of(status, JSON, json.endObject().endObject().toString());
    }

    private static HttpAnswer error(int status, String code, String description) {
        JsonWriter json = new JsonWriter(256);
        json.beginObject().name("error").value(code).name("description").value(description);
        return HttpAnswer.of(status, JSON, json.endObject().toString());
    }
}
