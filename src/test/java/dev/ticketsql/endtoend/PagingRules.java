package dev.ticketsql.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts pages from nothing but the instants of all events and the API's paging rules, as the recordings show them. */
final class PagingRules {

    private static final int PER_PAGE = 1000;

    private final List<Long> instantsSec;

    private PagingRules(List<Long> instantsSec) {
        this.instantsSec = instantsSec;
    }

    /** Reads every event of the server, one page after the other. */
    static PagingRules of(URI server) throws IOException {
        JsonMapper json = new JsonMapper();
        Map<String, Long> instantSecById = new HashMap<>();
        long startSec = 0;
        while (true) {
            JsonNode page;
            try (InputStream body = server.resolve("/api/v2/incremental/ticket_events?start_time=" + startSec)
                    .toURL()
                    .openStream()) {
                page = json.readTree(body);
            }
            for (JsonNode event : page.path("ticket_events")) {
                long instantSec = event.has("timestamp")
                        ? event.path("timestamp").asLong()
                        : Instant.parse(event.path("time").asText()).getEpochSecond();
                instantSecById.put(event.path("id").asText() + "@" + instantSec, instantSec);
            }
            if (page.path("end_of_stream").asBoolean()) {
                return new PagingRules(instantSecById.values().stream().sorted().toList());
            }
            startSec = page.path("end_time").asLong();
        }
    }

    /** The number of events in {@code [fromSec, toSec)}. */
    long events(long fromSec, long toSec) {
        return instantsSec.stream().filter(sec -> sec >= fromSec && sec < toSec).count();
    }

    /**
     * A walk over pages.
     *
     * @param pages the number of pages
     * @param endSec the first second that it does not know completely; {@code Long.MAX_VALUE} at the end of the stream
     */
    record Walk(int pages, long endSec) {}

    /** The pages from {@code fromSec} until everything before {@code toSec} is known. */
    Walk walk(long fromSec, long toSec) {
        int pages = 0;
        long startSec = fromSec;
        while (startSec < toSec) {
            pages++;
            long from = startSec;
            List<Long> rest = instantsSec.stream().filter(sec -> sec >= from).toList();
            if (rest.size() <= PER_PAGE) {
                return new Walk(pages, Long.MAX_VALUE);
            }
            long lastSec = rest.get(PER_PAGE - 1);
            startSec = lastSec == rest.get(0) ? lastSec + 1 : lastSec;
        }
        return new Walk(pages, startSec);
    }
}
