package dev.ticketsql.api;

import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Maker of the requests for pages.
 *
 * @param baseUrl of the server
 * @param options of the client
 */
record PageRequests(HttpUrl baseUrl, ClientOptions options) {

    /** The request for the page of events from {@code startSec} on, epoch seconds. */
    Request page(long startSec, int perPage, Optional<String> authorizationHeader) {
        Request.Builder request = new Request.Builder()
                .url(url(startSec, perPage))
                .header("Accept", "application/json")
                .header("User-Agent", UserAgent.TEXT);
        authorizationHeader.ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    /** Builds the URL from options only: no URL from a response is ever followed. */
    private HttpUrl url(long startSec, int perPage) {
        HttpUrl.Builder url = baseUrl.newBuilder().addPathSegments("api/v2/incremental/ticket_events");
        if (options.comments()) {
            url.addQueryParameter("include", "comment_events");
        }
        url.addQueryParameter("per_page", Integer.toString(perPage));
        url.addQueryParameter("start_time", Long.toString(startSec));
        options.supportTypeScope().ifPresent(scope -> url.addQueryParameter("support_type_scope", scope));
        return url.build();
    }
}
