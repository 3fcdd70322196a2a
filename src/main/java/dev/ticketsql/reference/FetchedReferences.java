package dev.ticketsql.reference;

import dev.ticketsql.api.ReferenceRequest;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.mirror.FetchPermit;
import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.Snapshot;
import dev.ticketsql.mirror.directory.ReferenceFile;
import dev.ticketsql.mirror.directory.ReferenceFile.Kind;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * References of one statement: what its mirror lacks, or has had for longer than the freshness, is fetched when the
 * statement needs it, by one process at a time. What the server refuses to these credentials is left out with a
 * warning.
 */
public final class FetchedReferences implements StatementReferences {

    /** Requests between two files that are written: so many are lost at most if the next fails. */
    private static final int REQUESTS_OF_A_FILE = 10;

    /** Failures after which what the mirror has is the best there is. */
    private static final Set<ErrorKind> OUTAGES =
            EnumSet.of(ErrorKind.UNREACHABLE, ErrorKind.CONNECTION_BROKEN, ErrorKind.SERVER_TROUBLE);

    private final FetchPermit permit;
    private final ReferenceStore store;
    private final ReferenceRequests requests;
    private final RefusedReads refused;
    private final ReferenceOptions options;
    private final Freshness freshness;
    private final Cancellation cancellation;
    private final Consumer<String> warnings;
    private final FetchObserver observer;
    private final Set<ReferenceTable> warned = EnumSet.noneOf(ReferenceTable.class);

    /**
     * References of the statement that reads {@code snapshot}.
     *
     * @param mirror that keeps them, which {@code snapshot} is of
     * @param refused what the same credentials were refused before
     * @param warnings receives a sentence for a table that may not be read
     */
    public FetchedReferences(
            Mirror mirror,
            Snapshot snapshot,
            ReferenceSource source,
            RefusedReads refused,
            ReferenceOptions options,
            InstantSource clock,
            Cancellation cancellation,
            Consumer<String> warnings) {
        this.permit = mirror.referencesPermit();
        this.store = new ReferenceStore(mirror.references(), snapshot, options);
        this.requests = new ReferenceRequests(source, options.maxRequests(), cancellation);
        this.refused = refused;
        this.options = options;
        this.freshness = new Freshness(clock, options.freshness());
        this.cancellation = cancellation;
        this.warnings = warnings;
        this.observer = snapshot.observer();
    }

    @Override
    public String relation(ReferenceTable table, Named named) throws IOException, SQLException {
        if (table.parent().isPresent()) {
            relation(table.parent().get(), Named.nothing());
        }
        if (isRefused(table)) {
            return store.select(table);
        }
        try {
            fetch(table, named);
        } catch (ClassifiedIOException e) {
            String reason = String.valueOf(e.getMessage());
            if (isRefusal(table, e.kind())) {
                Refusal refusal = new Refusal(e.kind(), reason);
                refused.add(table, freshness.beganSec(), refusal);
                warn(table, refusal);
            } else if (OUTAGES.contains(e.kind()) && isKept(table, named)) {
                warn(table, "is as old as the mirror has it, since it cannot be fetched again: " + reason);
            } else {
                throw e;
            }
        }
        return store.select(table);
    }

    @Override
    public String kept(ReferenceTable table) throws IOException {
        return store.select(table);
    }

    private void fetch(ReferenceTable table, Named named) throws IOException, SQLException {
        try {
            if (isListDue(table)) {
                fetchList(table);
            }
            lookUp(table, named);
        } finally {
            observer.end();
        }
    }

    private static boolean isRefusal(ReferenceTable table, ErrorKind kind) {
        return kind == ErrorKind.NOT_PERMITTED || (kind == ErrorKind.NO_SUCH_ACCOUNT && table.isOfSomePlans());
    }

    /** Returns whether the mirror has all that is needed, however old. */
    private boolean isKept(ReferenceTable table, Named named) throws IOException, SQLException {
        boolean isListed = table.list().isPresent() || table.parent().isPresent();
        boolean hasList = !isListed || store.list(table).isPresent();
        return hasList && store.unknown(table, named, 0, Long.MAX_VALUE).isEmpty();
    }

    /** Whether the table is refused, or the one whose objects have its lists; warns of each that is. */
    private boolean isRefused(ReferenceTable table) {
        boolean isRefused = table.parent().map(this::isRefused).orElse(false);
        Optional<Refusal> own = refused.since(table, freshness.fromSec());
        own.ifPresent(refusal -> warn(table, refusal));
        return isRefused || own.isPresent();
    }

    @Override
    public Optional<Refusal> refusal(ReferenceTable table) {
        return table.parent().flatMap(this::refusal).or(() -> refused.since(table, freshness.fromSec()));
    }

    @Override
    public Optional<String> known(ReferenceTable table) throws IOException {
        return table.hasList() && store.list(table).isEmpty() ? Optional.empty() : Optional.of(store.select(table));
    }

    private void warn(ReferenceTable table, Refusal refusal) {
        warn(
                table,
                "has only what was known before, perhaps nothing: " + refusal.reason()
                        + (refusal.kind() == ErrorKind.NOT_PERMITTED ? ", or set option references to false" : ""));
    }

    private void warn(ReferenceTable table, String what) {
        if (warned.add(table)) {
            warnings.accept("table " + table.tableName() + " " + what);
        }
    }

    /** Lists of another table's objects are due with it too: they lack those of an object that it has since. */
    private boolean isListDue(ReferenceTable table) throws IOException {
        if (!table.hasList()) {
            return false;
        }
        Optional<ReferenceFile> list = store.list(table);
        if (list.isEmpty() || !freshness.isFresh(list.get().asOfSec())) {
            return true;
        }
        if (table.parent().isEmpty()) {
            return false;
        }
        ReferenceTable parent = table.parent().get();
        return isListDue(parent)
                || store.list(parent)
                        .filter(objects -> objects.asOfSec() > list.get().asOfSec())
                        .isPresent();
    }

    private void fetchList(ReferenceTable table) throws IOException, SQLException {
        permit.begin(cancellation);
        try {
            // Another statement may have fetched it while this one waited.
            if (isListDue(table)) {
                keepList(table);
            }
        } finally {
            permit.end();
        }
    }

    private void keepList(ReferenceTable table) throws IOException, SQLException {
        try {
            keepNow(table);
        } catch (ClassifiedIOException e) {
            if (e.kind() != ErrorKind.NO_SUCH_ACCOUNT || table.parent().isEmpty()) {
                throw e;
            }
            // An object was deleted since the list of them was fetched.
            keepNow(table.parent().get());
            keepNow(table);
        }
    }

    private void keepNow(ReferenceTable table) throws IOException, SQLException {
        long asOfSec = freshness.nowSec();
        store.keep(table, Kind.LIST, kept(table, objects(table)), asOfSec);
    }

    private List<Map<String, String>> objects(ReferenceTable table) throws IOException, SQLException {
        if (table.list().isPresent()) {
            return requests.list(table.list().get());
        }
        List<Map<String, String>> objects = new ArrayList<>();
        for (long parent : store.ids(table.parent().orElseThrow())) {
            for (Map<String, String> object : requests.list(ReferenceTable.holidays(parent))) {
                object.put("schedule_id", Long.toString(parent));
                objects.add(object);
            }
        }
        return objects;
    }

    private List<Map<String, String>> kept(ReferenceTable table, List<Map<String, String>> objects) {
        for (Map<String, String> object : objects) {
            table.complete(object);
            if (!options.keepsAddresses()) {
                object.remove("email");
            }
        }
        return objects;
    }

    private void lookUp(ReferenceTable table, Named named) throws IOException, SQLException {
        if (!table.isNamed()) {
            return;
        }
        List<Long> unknown = unknown(table, named);
        int needed = requestsFor(unknown.size());
        requests.require(
                needed,
                Optional.of(unknown.size() + " " + table.tableName() + " are looked up, "
                        + ReferenceRequest.MAX_OBJECTS + " at a time, which takes " + needed
                        + (needed == 1 ? " request" : " requests")));
        int atATime = REQUESTS_OF_A_FILE * ReferenceRequest.MAX_OBJECTS;
        for (int from = 0; from < unknown.size(); from += atATime) {
            lookUpTogether(table, unknown.subList(from, Math.min(unknown.size(), from + atATime)));
        }
    }

    private List<Long> unknown(ReferenceTable table, Named named) throws IOException, SQLException {
        return store.unknown(table, named, freshness.fromSec(), freshness.nowSec());
    }

    private static int requestsFor(int ids) {
        return (ids + ReferenceRequest.MAX_OBJECTS - 1) / ReferenceRequest.MAX_OBJECTS;
    }

    private void lookUpTogether(ReferenceTable table, List<Long> ids) throws IOException, SQLException {
        permit.begin(cancellation);
        List<Map<String, String>> found = new ArrayList<>();
        long asOfSec = freshness.nowSec();
        try {
            // Another statement may have looked some up while this one waited.
            List<Long> missing = unknown(table, new Named(new HashSet<>(ids), List.of()));
            for (int from = 0; from < missing.size(); from += ReferenceRequest.MAX_OBJECTS) {
                List<Long> asked = missing.subList(from, Math.min(missing.size(), from + ReferenceRequest.MAX_OBJECTS));
                List<Map<String, String>> objects = new ArrayList<>(
                        requests.page(table.byIds(asked).orElseThrow()).objects());
                found.addAll(kept(table, objects));
                found.addAll(absent(asked, objects));
            }
        } finally {
            try {
                if (!found.isEmpty()) {
                    store.keep(table, Kind.NAMED, found, asOfSec);
                }
            } finally {
                permit.end();
            }
        }
    }

    /** Rows of those who were asked for and are not there any more: they are deleted, and not asked for again. */
    private static List<Map<String, String>> absent(List<Long> asked, List<Map<String, String>> objects) {
        Set<String> missing = new HashSet<>(asked.stream().map(String::valueOf).toList());
        objects.forEach(object -> missing.remove(object.getOrDefault("id", "")));
        List<Map<String, String>> rows = new ArrayList<>();
        for (String id : missing) {
            rows.add(new HashMap<>(Map.of("id", id, "active", "false", "deleted", "true")));
        }
        return rows;
    }

    @Override
    public ReferencePrice price(ReferenceTable table, Named named) throws IOException, SQLException {
        if (refusal(table).isPresent()) {
            return ReferencePrice.nothing();
        }
        ReferencePrice lookUps = table.isNamed()
                ? new ReferencePrice(requestsFor(unknown(table, named).size()), false)
                : ReferencePrice.nothing();
        return isListDue(table) ? listPrice(table).plus(lookUps) : lookUps;
    }

    /** A list has probably as many pages as it had; one that was never fetched has at least one. */
    private ReferencePrice listPrice(ReferenceTable table) throws IOException, SQLException {
        if (table.parent().isPresent()) {
            ReferencePrice ofParent = price(table.parent().get(), Named.nothing());
            int parents = store.ids(table.parent().get()).size();
            return ofParent.plus(new ReferencePrice(parents, ofParent.isLeast()));
        }
        return store.list(table)
                .map(list -> new ReferencePrice(Math.max(1, requestsFor(Math.toIntExact(list.rows()))), false))
                .orElse(new ReferencePrice(1, true));
    }
}
