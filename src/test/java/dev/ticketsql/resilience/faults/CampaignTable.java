package dev.ticketsql.resilience.faults;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The outcomes of a campaign's statements, by the kinds of fault that they met. For many threads. */
final class CampaignTable {

    private final Map<FaultKind, Map<String, Integer>> counts = new EnumMap<>(FaultKind.class);
    private final Map<String, Integer> withoutFault = new TreeMap<>();
    private int statements;
    private int mostSurplus = Integer.MIN_VALUE;

    synchronized void add(List<ScheduleRun.Result> results) {
        for (ScheduleRun.Result result : results) {
            statements++;
            mostSurplus = Math.max(mostSurplus, result.surplus());
            for (FaultKind kind : result.kinds()) {
                counts.computeIfAbsent(kind, key -> new TreeMap<>()).merge(result.outcome(), 1, Integer::sum);
            }
            if (result.kinds().isEmpty()) {
                withoutFault.merge(result.outcome(), 1, Integer::sum);
            }
        }
    }

    /** The kinds that a statement met. */
    synchronized Set<FaultKind> kinds() {
        return counts.isEmpty() ? EnumSet.noneOf(FaultKind.class) : EnumSet.copyOf(counts.keySet());
    }

    @Override
    public synchronized String toString() {
        return counts.entrySet().stream()
                        .map(row -> "%-24s %s".formatted(row.getKey(), row.getValue()))
                        .collect(Collectors.joining("\n"))
                + "\nno fault                 " + withoutFault + "\n" + statements + " statements; at most "
                + mostSurplus
                + " requests beyond an honest server's pages and the faults";
    }
}
