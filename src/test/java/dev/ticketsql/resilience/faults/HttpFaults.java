package dev.ticketsql.resilience.faults;

import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.http.HttpResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers with another status, other headers or another type than a page's. */
final class HttpFaults {

    /** Path of redirects; nobody may ask for it. */
    static final String REDIRECTED_PATH = "/api/v2/redirected";

    private static final String RETRY_AFTER = "Retry-After";

    private HttpFaults() {}

    static Fault tooManyRequests(FaultSite site) {
        Fault limited = site.choices().percent(50)
                ? Fault.text(429, "Too many requests")
                : Fault.status(429, "{\"error\":\"APIRateLimitExceeded\"}");
        return withShortRetryAfter(limited, site);
    }

    private static Fault withShortRetryAfter(Fault fault, FaultSite site) {
        String value = site.choices()
                .one(
                        "none",
                        "0",
                        "7",
                        " 60 ",
                        "-5",
                        "soon",
                        "1.5",
                        "99999999999999999999",
                        "",
                        "60, 60",
                        ClockFaults.httpDate(site.nowSec() + 20),
                        ClockFaults.httpDate(site.nowSec() - 20),
                        ClockFaults.httpDate(0),
                        "Thu, 99 Feb 2026 00:00:00 GMT");
        return value.equals("none") ? fault : fault.withHeaders(Map.of(RETRY_AFTER, value));
    }

    static Fault longRetryAfter(FaultSite site) {
        String value = site.choices()
                .one("901", "86400", "999999999", ClockFaults.httpDate(site.nowSec() + 20L * 365 * 86_400));
        return Fault.text(site.choices().one(429, 503), "later").withHeaders(Map.of(RETRY_AFTER, value));
    }

    static Fault conflict(FaultSite site) {
        return Fault.status(409, "{\"error\":\"DatabaseConflict\",\"description\":\"Database collision\"}");
    }

    static Fault serverError(FaultSite site) {
        Choices choices = site.choices();
        int status = choices.one(500, 501, 502, 503, 505, 511, 520, 530, 599);
        Fault fault = choices.percent(50)
                ? Fault.html(status, "<html><body>We're sorry, but something went wrong.</body></html>")
                : Fault.status(status, choices.one("", "{}", "{\"error\":\"ServiceUnavailable\"}", "null", "{"));
        return choices.percent(40) ? withShortRetryAfter(fault, site) : fault;
    }

    static Fault timeout(FaultSite site) {
        return Fault.text(504, "upstream request timeout");
    }

    static Fault refused(FaultSite site) {
        int status = site.choices().one(400, 402, 404, 405, 406, 410, 413, 418, 422, 451);
        return Fault.status(
                status, site.choices().one("{\"error\":\"InvalidValue\"}", "", "{\"error\":{\"title\":\"no\"}}"));
    }

    static Fault forbidden(FaultSite site) {
        return Fault.status(403, "{\"error\":\"Forbidden\",\"description\":\"You do not have access to this page.\"}");
    }

    static Fault revoked(FaultSite site) {
        return Fault.status(
                401,
                site.choices()
                        .one(
                                "{\"error\":\"Couldn't authenticate you\"}",
                                "{\"error\":\"invalid_token\",\"error_description\":\"The access token expired\"}"));
    }

    static Fault otherSuccess(FaultSite site) {
        int status = site.choices().one(201, 202, 203, 206, 226, 299);
        return Alteration.of(
                healthy -> new HttpResponse(status, healthy.headers(), healthy.body(), healthy.delivery()));
    }

    static Fault redirect(FaultSite site) {
        URI location = URI.create(
                site.choices().percent(50)
                        ? site.server() + REDIRECTED_PATH
                        : "https://login.example.com/access?return_to=x");
        return Fault.redirect(site.choices().one(301, 302, 303, 307, 308), location);
    }

    static Fault oddLimitHeaders(FaultSite site) {
        String export = site.choices()
                .one(
                        "total=0; remaining=0; resets=0",
                        "total=10; remaining=0; resets=999999999",
                        "total=-1; remaining=-1; resets=-1",
                        "total=10; remaining=99; resets=60",
                        "total=99999999999; remaining=1; resets=1",
                        "remaining=3",
                        "",
                        "unlimited");
        return Alteration.of(healthy -> healthy.withHeader("zendesk-ratelimit-incremental-exports", export)
                .withHeader("x-rate-limit", site.choices().one("700", "0", "x", ""))
                .withHeader("x-rate-limit-remaining", site.choices().one("0", "-1", "5"))
                .withHeader("ratelimit-reset", site.choices().one("0", "60", "999999999", "-1")));
    }

    static Fault oddContentType(FaultSite site) {
        String type = site.choices()
                .one(
                        "text/plain",
                        "application/octet-stream",
                        "application/problem+json",
                        "application/json;charset=nonsense",
                        "*",
                        "");
        return Alteration.of(healthy -> healthy.withHeader("Content-Type", type));
    }

    /** An error page that repeats the request, with its login in several spellings. */
    static Fault reflectedSecret(FaultSite site) {
        Choices choices = site.choices();
        List<String> spellings = site.secrets().stream()
                .flatMap(secret -> Stream.of(
                        secret,
                        URLEncoder.encode(secret, StandardCharsets.UTF_8),
                        Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))))
                .toList();
        String echo = spellings.isEmpty() ? "nothing" : choices.one(spellings);
        int status = choices.one(200, 400, 401, 403, 404, 500, 503);
        Fault fault = choices.percent(50)
                ? Fault.html(status, "<html>GET /api with Authorization: " + echo + "</html>")
                : Fault.status(status, "{\"error\":\"InvalidRequest\",\"request\":\"" + echo + "\"}");
        return fault.withHeaders(Map.of("x-rate-limit-remaining", echo));
    }

    static Fault tokenEndpoint(FaultSite site) {
        Choices choices = site.choices();
        return switch (choices.below(7)) {
            case 0 -> serverError(site);
            case 1 -> tooManyRequests(site);
            case 2 -> Fault.drop();
            case 3 -> Fault.html(200, "<html>Sign in: " + String.join(" ", site.secrets()) + "</html>");
            case 4 ->
                Fault.status(
                        choices.one(400, 401, 403, 404, 422),
                        site.secrets().stream()
                                .collect(Collectors.joining(",", "{\"error\":\"invalid_client\",\"given\":\"", "\"}")));
            case 5 ->
                Fault.status(
                        200,
                        choices.one(
                                "{}",
                                "[]",
                                "null",
                                "{\"access_token\":7}",
                                "{\"access_token\":\"\"}",
                                "{\"access_token\":\"a b\"}",
                                "{\"access_token\":\"x",
                                "{\"access_token\":\"access-token-x\",\"expires_in\":{}}"));
            default -> Fault.cut(choices.below(20));
        };
    }
}
