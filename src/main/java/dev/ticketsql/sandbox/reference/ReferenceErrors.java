package dev.ticketsql.sandbox.reference;

import dev.ticketsql.sandbox.http.HttpResponse;
import dev.ticketsql.sandbox.json.JsonWriter;

/** Error responses of the endpoints of reference data. */
final class ReferenceErrors {

    static final String JSON = "application/json; charset=utf-8";

    private ReferenceErrors() {}

    /** 400, documented for a cursor of another list; assumed for a page size out of its range. */
    static HttpResponse invalidPaging(String parameter) {
        return errors("InvalidPaginationParameter", parameter + " is not valid", "");
    }

    /** 400, reported by users of other clients. */
    static HttpResponse tooDeep() {
        return errors(
                "InvalidPaginationDepth",
                "Pagination requests using Offset Pagination are limited to page 100 or up to 10000 records (page *"
                        + " per_page)",
                "There are limits to the number of records that Offset Pagination returns. Use Cursor Pagination.");
    }

    /** 400, reported by users of other clients. */
    static HttpResponse notANumber(String attribute, String controller) {
        JsonWriter json = new JsonWriter(256).beginObject();
        json.name("error").beginObject();
        json.name("title").value("Invalid attribute");
        json.name("message")
                .value("You passed an invalid value for the " + attribute + " attribute. Invalid parameter: "
                        + attribute + " must be an integer from api/v2/" + controller + "/index");
        return HttpResponse.of(400, JSON, json.endObject().endObject().toString());
    }

    /** 400; the documents give the maximum, the body is a guess. */
    static HttpResponse tooManyIds(int max) {
        return error(400, "TooManyValues", "Too many values for ids, the maximum is " + max);
    }

    /** 400, recorded at a similar endpoint. */
    static HttpResponse parameterMissing(String parameter) {
        return HttpResponse.of(400, "text/plain; charset=utf-8", "Required parameter missing: " + parameter);
    }

    /** 404, documented. */
    static HttpResponse noSuchRecord() {
        return error(404, "RecordNotFound", "Not found");
    }

    private static HttpResponse error(int status, String code, String description) {
        JsonWriter json = new JsonWriter(256).beginObject();
        json.name("error").value(code).name("description").value(description);
        return HttpResponse.of(status, JSON, json.endObject().toString());
    }

    private static HttpResponse errors(String code, String title, String detail) {
        JsonWriter json = new JsonWriter(256).beginObject();
        json.name("errors").beginArray().beginObject();
        json.name("code").value(code).name("title").value(title);
        if (!detail.isEmpty()) {
            json.name("detail").value(detail);
        }
        return HttpResponse.of(
                400, JSON, json.endObject().endArray().endObject().toString());
    }
}
