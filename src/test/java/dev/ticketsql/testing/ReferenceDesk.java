package dev.ticketsql.testing;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.api.ReferenceRequest;
import dev.ticketsql.api.page.ReferencePage;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.Snapshot;
import dev.ticketsql.reference.FetchedReferences;
import dev.ticketsql.reference.ReferenceOptions;
import dev.ticketsql.reference.ReferenceSource;
import dev.ticketsql.reference.RefusedReads;
import dev.ticketsql.reference.StatementReferences;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The API's lists of names without HTTP: pages of a hundred with cursors, people of some roles, objects by their ids.
 * Counts its requests, and refuses what it is told to.
 */
public final class ReferenceDesk implements ReferenceSource {

    private static final int PER_PAGE = 100;

    private final Map<String, TreeMap<Long, Map<String, String>>> objects = new HashMap<>();
    private final Set<String> refused = new TreeSet<>();
    private final Set<String> lacking = new TreeSet<>();
    private boolean isDown;
    private final List<String> requests = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private ReferenceOptions options = new ReferenceOptions(Duration.ofDays(1), false, OptionalInt.empty());

    /** Adds an object, or puts it in the place of the one with its id; {@code values} are names and values in turn. */
    public ReferenceDesk put(String key, long id, String... values) {
        Map<String, String> object = new HashMap<>(Map.of("id", Long.toString(id)));
        for (int i = 0; i < values.length; i += 2) {
            object.put(values[i], values[i + 1]);
        }
        objects.computeIfAbsent(key, any -> new TreeMap<>()).put(id, object);
        return this;
    }

    /** Adds a person. */
    public ReferenceDesk person(long id, String name, String role) {
        return put("users", id, "name", name, "role", role, "email", name + "@example.com", "active", "true");
    }

    /** A value of an object; {@code "null"} where it or the object is not there. */
    public String value(String key, String id, String name) {
        Map<String, String> object = id.matches("\\d+")
                ? objects.getOrDefault(key, new TreeMap<>()).getOrDefault(Long.valueOf(id), Map.of())
                : Map.of();
        return object.getOrDefault(name, "null");
    }

    /** Takes an object away. */
    public void remove(String key, long id) {
        objects.getOrDefault(key, new TreeMap<>()).remove(id);
    }

    /** Answers requests for that path with 403 from now on. */
    public ReferenceDesk refusing(String path) {
        refused.add(path);
        return this;
    }

    /** Answers requests for that path again. */
    public ReferenceDesk allowing(String path) {
        refused.remove(path);
        return this;
    }

    /** Answers requests for that path with 404 from now on. */
    public ReferenceDesk lacking(String path) {
        lacking.add(path);
        return this;
    }

    /** Adds a schedule, or puts it in the place of the one with its id; {@code intervals} is the API's array. */
    public ReferenceDesk schedule(long id, String name, String zone, String intervals) {
        return put("schedules", id, "name", name, "time_zone", zone, "intervals", intervals);
    }

    /** Adds a holiday to a schedule. */
    public ReferenceDesk holiday(long scheduleId, long id, String first, String last) {
        return put("holidays/" + scheduleId, id, "name", "Holiday " + id, "start_date", first, "end_date", last);
    }

    /** Is not reachable from now on, or is again. */
    public ReferenceDesk down(boolean down) {
        isDown = down;
        return this;
    }

    /** Reads it with these options. */
    public ReferenceDesk with(Duration freshness, boolean keepsAddresses, OptionalInt maxRequests) {
        options = new ReferenceOptions(freshness, keepsAddresses, maxRequests);
        return this;
    }

    /** The paths asked for so far, in order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Forgets the requests so far. */
    public void forgetRequests() {
        requests.clear();
    }

    /** The warnings of all statements. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public ReferencePage read(ReferenceRequest request, Cancellation cancellation) throws IOException {
        requests.add(request.path());
        if (isDown) {
            throw new ClassifiedIOException(ErrorKind.UNREACHABLE, request.path() + " cannot be reached");
        }
        if (refused.contains(request.path())) {
            throw new ClassifiedIOException(ErrorKind.NOT_PERMITTED, request.path() + " answered 403");
        }
        if (lacking.contains(request.path())) {
            throw new ClassifiedIOException(ErrorKind.NO_SUCH_ACCOUNT, request.path() + " answered 404");
        }
        Map<String, List<String>> query = new HashMap<>();
        request.parameters()
                .forEach(parameter -> query.computeIfAbsent(parameter.name(), any -> new ArrayList<>())
                        .add(parameter.value()));
        String ofSchedule = request.path().replaceAll("business_hours/schedules/(\\d+)/holidays", "holidays/$1");
        TreeMap<Long, Map<String, String>> all =
                objects.getOrDefault(ofSchedule, objects.getOrDefault(request.key(), new TreeMap<>()));
        if (query.containsKey("ids")) {
            List<Long> ids = List.of(query.get("ids").get(0).split(",")).stream()
                    .map(Long::valueOf)
                    .toList();
            if (ids.size() > PER_PAGE) {
                throw new IllegalArgumentException("more than " + PER_PAGE + " ids: " + ids.size());
            }
            return new ReferencePage(
                    copies(ids.stream().filter(all::containsKey).map(all::get).toList()), Optional.empty(), false);
        }
        long after = query.containsKey("page[after]")
                ? Long.parseLong(query.get("page[after]").get(0))
                : Long.MIN_VALUE;
        List<Map<String, String>> rest = all.tailMap(after, false).values().stream()
                .filter(object ->
                        !query.containsKey("role[]") || query.get("role[]").contains(object.getOrDefault("role", "")))
                .toList();
        List<Map<String, String>> page = rest.stream().limit(PER_PAGE).toList();
        return new ReferencePage(
                copies(page),
                rest.size() > PER_PAGE
                        ? Optional.of(page.get(page.size() - 1).getOrDefault("id", ""))
                        : Optional.empty(),
                false);
    }

    private static List<Map<String, String>> copies(List<Map<String, String>> objects) {
        return objects.stream().<Map<String, String>>map(HashMap::new).toList();
    }

    /** {@code events} with these names, kept in {@code mirror}. */
    EventStore beside(EventStore events, Mirror mirror, InstantSource clock) {
        RefusedReads refusals = new RefusedReads();
        return new EventStore() {
            @Override
            public Snapshot open(Cancellation cancellation) throws IOException, SQLException {
                return events.open(cancellation);
            }

            @Override
            public StatementReferences references(Snapshot snapshot, Cancellation cancellation) {
                return new FetchedReferences(
                        mirror, snapshot, ReferenceDesk.this, refusals, options, clock, cancellation, warnings::add);
            }
        };
    }
}
