package dev.ticketsql.resilience.faults;

import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.http.Delivery;
import dev.ticketsql.sandbox.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Clocks that are wrong: the server's, in its answers, or this machine's. Of both, one is always right. */
final class ClockFaults {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private static final Long[] SECONDS = {2L, 45L, 290L, 700L, 7_200L, 86_400L, 365L * 86_400};

    private ClockFaults() {}

    static String httpDate(long sec) {
        return HTTP_DATE.format(Instant.ofEpochSecond(sec));
    }

    static Fault serverBehind(FaultSite site) {
        long date =
                site.choices().percent(10) ? 0 : site.nowSec() - site.choices().one(SECONDS);
        return dated(httpDate(date));
    }

    static Fault serverAhead(FaultSite site) {
        return dated(httpDate(site.nowSec() + site.choices().one(SECONDS)));
    }

    static Fault serverWithout(FaultSite site) {
        return site.choices().percent(50)
                ? dated(site.choices().one("yesterday", "", "0", "2026-11-20T00:00:00Z"))
                : Alteration.of(healthy -> closing(healthy)
                        .with(new Delivery.Altered(
                                wire -> new String(wire, StandardCharsets.ISO_8859_1)
                                        .replaceFirst("Date: [^\r]*\r\n", "")
                                        .getBytes(StandardCharsets.ISO_8859_1),
                                false)));
    }

    /** With a header that keeps the client from using a connection again that ends. */
    static HttpResponse closing(HttpResponse response) {
        return response.withHeader("Connection", "close");
    }

    private static Fault dated(String date) {
        return Alteration.of(healthy -> healthy.withHeader("Date", date));
    }

    static Fault oursBehind(FaultSite site) {
        site.setOurClockWrong(-site.choices().one(SECONDS));
        return healthy();
    }

    static Fault oursAhead(FaultSite site) {
        site.setOurClockWrong(site.choices().one(SECONDS));
        return healthy();
    }

    private static Fault healthy() {
        return new Fault(response -> response, 1, received -> true);
    }
}
