package dev.ticketsql.reference;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tables that the server has refused to these credentials, with the reason, so that a statement does not ask in vain
 * what one before it has asked. Safe for many threads.
 */
public final class RefusedReads {

    private record Remembered(long atSec, Refusal refusal) {}

    private final Map<ReferenceTable, Remembered> refusals = new ConcurrentHashMap<>();

    void add(ReferenceTable table, long atSec, Refusal refusal) {
        refusals.put(table, new Remembered(atSec, refusal));
    }

    /** The refusal, if {@code table} was refused at {@code sinceSec} or later. */
    Optional<Refusal> since(ReferenceTable table, long sinceSec) {
        return Optional.ofNullable(refusals.get(table))
                .filter(remembered -> remembered.atSec() >= sinceSec)
                .map(Remembered::refusal);
    }
}
