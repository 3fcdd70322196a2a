package dev.ticketsql.calcite.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;

/**
 * A part of a plan that may be run slice by slice of time, as {@link SliceAnalysis} decides it.
 *
 * @param rel its operator
 * @param inputs for each of the operator's inputs the part that it is; empty where all of its rows are there for every
 *     slice
 */
public record SlicedPart(RelNode rel, List<Optional<SlicedPart>> inputs) {

    public SlicedPart {
        inputs = List.copyOf(inputs);
    }

    private Stream<SlicedPart> parts() {
        return Stream.concat(
                Stream.of(this), inputs.stream().flatMap(Optional::stream).flatMap(SlicedPart::parts));
    }

    /** Whether what is read in slices is one account's: another's are other slices. */
    boolean readsOneStore() {
        return parts().filter(part -> part.rel instanceof EventScan)
                        .map(part -> ((EventScan) part.rel).store())
                        .distinct()
                        .count()
                == 1;
    }

    /** The scans that are read in slices. */
    public List<EventScan> scans() {
        return parts().filter(part -> part.rel instanceof EventScan)
                .map(part -> (EventScan) part.rel)
                .toList();
    }
}
