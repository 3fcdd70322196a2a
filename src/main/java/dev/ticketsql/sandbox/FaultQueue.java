package dev.ticketsql.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Queue of injected faults that are still to be applied. Safe for several threads. */
final class FaultQueue {

    private final List<Fault> pending = new ArrayList<>();

    synchronized void add(Fault fault) {
        pending.add(fault);
    }

    /** Takes the fault for {@code received}, and counts it as applied once. */
    synchronized Optional<Fault> take(ReceivedRequest received) {
        for (int index = 0; index < pending.size(); index++) {
            Fault fault = pending.get(index);
            if (fault.condition().test(received)) {
                if (fault.times() == 1) {
                    pending.remove(index);
                } else if (fault.times() < Integer.MAX_VALUE) {
                    pending.set(index, fault.times(fault.times() - 1));
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
