package dev.ticketsql.calcite.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;

/**
 * A part of a plan that may run slice by slice of time, as {@link SliceAnalysis} decides.
 *
 * @param rel its operator
 * @param inputs for each input of the operator its sliced part; empty for an input that every slice reads whole
 */
public record SlicedPart(RelNode rel, List<Optional<SlicedPart>> inputs) {

    public SlicedPart {
        inputs = List.copyOf(inputs);
    }

    private Stream<SlicedPart> parts() {
        return Stream.concat(
                Stream.of(this), inputs.stream().flatMap(Optional::stream).flatMap(SlicedPart::parts));
    }

    /** Returns whether all sliced scans read one account: accounts have different slices. */
    boolean readsOneStore() {
        return parts().filter(part -> part.rel instanceof EventScan)
                        .map(part -> ((EventScan) part.rel).store())
                        .distinct()
                        .count()
                == 1;
    }

    /** Lists the scans that are read in slices. */
    public List<EventScan> scans() {
        return parts().filter(part -> part.rel instanceof EventScan)
                .map(part -> (EventScan) part.rel)
                .toList();
    }
}
