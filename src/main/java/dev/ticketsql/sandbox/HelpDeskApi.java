package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.history.EventRows;
import dev.ticketsql.sandbox.http.HttpRequest;
import dev.ticketsql.sandbox.http.HttpResponse;
import dev.ticketsql.sandbox.http.QueryParameters;
import dev.ticketsql.sandbox.reference.ReferenceApi;
import dev.ticketsql.sandbox.reference.ReferenceData;
import dev.ticketsql.sandbox.reference.ReferenceEndpoint;
import dev.ticketsql.sandbox.reference.ReferenceKind;
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
    private final RateWindow exportWindow;
    private final RateWindow accountWindow;
    private final ReferenceApi references;
    private final Set<ReferenceKind> forbidden;

    /** Serves events and reference data with the limits, credentials and refusals of the options. */
    HelpDeskApi(EventRows rows, ReferenceData data, SandboxOptions options) {
        AccessTokens tokens = new AccessTokens();
        this.rows = rows;
        this.authenticator = new RequestAuthenticator(options.credentials(), tokens);
        this.tokenEndpoint = new TokenEndpoint(options.credentials(), tokens);
        this.exportWindow = new RateWindow(options.requestsPerMinute());
        this.accountWindow = new RateWindow(options.accountRequestsPerMinute());
        this.references = new ReferenceApi(data);
        this.forbidden = options.forbidden();
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
        if (!METHODS.contains(received.method())) {
            return new Response(ErrorResponses.noSuchEndpoint(), 0);
        }
        Optional<ReferenceEndpoint> endpoint = ReferenceEndpoint.of(received.path());
        if (endpoint.isPresent()) {
            return new Response(reference(endpoint.get(), received), 0);
        }
        if (!received.isExport()) {
            return new Response(ErrorResponses.noSuchEndpoint(), 0);
        }
        Optional<HttpResponse> refusal = authenticator.refusal(received);
        if (refusal.isPresent()) {
            return new Response(refusal.get(), 0);
        }
        return export(received);
    }

    /**
     * An export counts against its own limit, and as every request against the account's. Without a limit of its own it
     * counts against none, so that a test may fetch a history within a minute.
     */
    private Response export(ReceivedRequest received) {
        RateWindow.Position own = exportWindow.count(received.atSec());
        if (own.limit() == 0) {
            return page(received);
        }
        RateWindow.Position account = accountWindow.count(received.atSec());
        Response response = page(received, own, account);
        return new Response(own.withExportHeaders(account.withAccountHeaders(response.http())), response.eventCount());
    }

    private Response page(ReceivedRequest received, RateWindow.Position own, RateWindow.Position account) {
        if (!own.isAllowed()) {
            return new Response(ErrorResponses.rateLimited(own.resetsSec()), 0);
        }
        return account.isAllowed()
                ? page(received)
                : new Response(ErrorResponses.accountRateLimited(account.resetsSec()), 0);
    }

    private HttpResponse reference(ReferenceEndpoint endpoint, ReceivedRequest received) {
        Optional<HttpResponse> refusal =
                authenticator.refusal(received, endpoint.kind().scope());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        RateWindow.Position position = accountWindow.count(received.atSec());
        if (!position.isAllowed()) {
            return position.withAccountHeaders(ErrorResponses.accountRateLimited(position.resetsSec()));
        }
        HttpResponse response = forbidden.contains(endpoint.kind())
                ? ErrorResponses.forbidden()
                : references.answer(endpoint, QueryParameters.parse(received.rawQuery()), address(received));
        return position.withAccountHeaders(response);
    }

    private static String address(ReceivedRequest received) {
        return "http://" + received.header("Host").orElse("127.0.0.1") + received.path();
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
        String nextStart = Long.toString(bounds.endSec().orElse(startSec.getAsLong()));
        String nextPage = address(received) + "?"
                + parameters.with("start_time", nextStart).rawQuery();
        HttpResponse page = HttpResponse.of(200, ErrorResponses.JSON, new PageBody(shown, bounds, comments, nextPage));
        return new Response(page, bounds.count());
    }
}
