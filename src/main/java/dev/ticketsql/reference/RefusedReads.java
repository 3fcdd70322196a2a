package dev.ticketsql.reference;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tables that the server has refused to these credentials, with the reason, so that a statement does not ask in vain
 * what one before it has asked. Safe for many threads.
 */
public final class RefusedReads {

    private record Refusal(long atSec, String reason) {}

    private final Map<ReferenceTable, Refusal> refusals = new ConcurrentHashMap<>();

    void add(ReferenceTable table, long atSec, String reason) {
        refusals.put(table, new Refusal(atSec, reason));
    }

    /** The reason, if {@code table} was refused at {@code sinceSec} or later. */
    Optional<String> since(ReferenceTable table, long sinceSec) {
        return Optional.ofNullable(refusals.get(table))
                .filter(refusal -> refusal.atSec() >= sinceSec)
                .map(Refusal::reason);
    }
}
