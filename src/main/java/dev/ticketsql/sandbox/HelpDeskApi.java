package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.history.EventRows;
import dev.ticketsql.sandbox.http.HttpRequest;
import dev.ticketsql.sandbox.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The API without faults: routes each request to its response. Knows nothing of connections. */
final class HelpDeskApi {

    static final String EXPORT_PATH = "/api/v2/incremental/ticket_events";

    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    /**
     * The API withholds younger events (Zendesk's announcement of 2024-10-28) and rejects a later {@code start_time}.
     */
    private static final long WITHHELD_SEC = 60;

    private final EventRows rows;
    private final RequestAuthenticator authenticator;
    private final TokenEndpoint tokenEndpoint;
    private final RateWindow rateWindow;

    HelpDeskApi(EventRows rows, List<Credentials> credentials, int requestsPerMinute) {
        AccessTokens tokens = new AccessTokens();
        this.rows = rows;
        this.authenticator = new RequestAuthenticator(credentials, tokens);
        this.tokenEndpoint = new TokenEndpoint(credentials, tokens);
        this.rateWindow = new RateWindow(requestsPerMinute);
    }

    /**
     * A response of the API.
     *
     * @param http the response
     * @param eventCount events on the page; 0 if the response is no page
     */
    record Response(HttpResponse http, int eventCount) {}

    Response answer(HttpRequest request, ReceivedRequest received) {
        if (received.path().equals(TokenEndpoint.PATH) && received.method().equals("POST")) {
            return new Response(tokenEndpoint.answer(request, received.atSec()), 0);
        }
        if (!received.isExport() || !METHODS.contains(received.method())) {
            return new Response(ErrorResponses.noSuchEndpoint(), 0);
        }
        Optional<HttpResponse> refusal = authenticator.refusal(received);
        if (refusal.isPresent()) {
            return new Response(refusal.get(), 0);
        }
        RateWindow.Position position = rateWindow.count(received.atSec());
        Response response = position.isAllowed()
                ? page(received)
                : new Response(ErrorResponses.rateLimited(position.resetsSec()), 0);
        return new Response(position.withHeaders(response.http()), response.eventCount());
    }

    private Response page(ReceivedRequest received) {
        OptionalLong startSec = received.startSec();
        if (startSec.isEmpty()) {
            return new Response(ErrorResponses.startTimeMissing(), 0);
        }
        if (startSec.getAsLong() > received.atSec() - WITHHELD_SEC) {
            return new Response(ErrorResponses.startTimeTooRecent(), 0);
        }
        long visibleToSec = received.atSec() - WITHHELD_SEC + 1;
        EventRows shown = rows.shownAt(received.atSec());
        PageBounds bounds = PageBounds.of(shown, startSec.getAsLong(), received.perPage(), visibleToSec);
        QueryParameters parameters = QueryParameters.parse(received.rawQuery());
        boolean comments =
                List.of(parameters.get("include").orElse("").split(",", -1)).contains("comment_events");
        String nextPage = "http://" + received.header("Host").orElse("127.0.0.1") + received.path() + "?"
                + parameters.rawQueryFrom(bounds.endSec().orElse(startSec.getAsLong()));
        HttpResponse page = HttpResponse.of(200, ErrorResponses.JSON, new PageBody(shown, bounds, comments, nextPage));
        return new Response(page, bounds.count());
    }
}
