package dev.ticketsql.calcite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;

/**
 * A part of a plan that may be run slice by slice of time, as {@link TimeSlices} tells it.
 *
 * @param rel its operator
 * @param inputs for each of the operator's inputs the part that it is; empty where all of its rows are there for every
 *     slice
 */
record SlicedPart(RelNode rel, List<Optional<SlicedPart>> inputs) {

    SlicedPart {
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

    /** Where it changes from the mirror's engine to Calcite. */
    List<DuckDbToEnumerable> borders() {
        return parts().filter(part -> part.rel instanceof DuckDbToEnumerable)
                .map(part -> (DuckDbToEnumerable) part.rel)
                .toList();
    }

    /** The inputs of which all rows are there for every slice, with whoever works them out. */
    Stream<RelNode> wholes() {
        return parts().flatMap(part -> IntStream.range(0, part.inputs.size())
                .filter(i -> part.inputs.get(i).isEmpty())
                .mapToObj(part.rel::getInput));
    }

    /** What the mirror's engine is asked below this, which is a border: its scans are marked that are sliced. */
    RelNode asked() {
        return inputs.get(0).orElseThrow().marked();
    }

    /** What stands in the place of this, which is a border, where {@code asked} is asked of one slice at a time. */
    DuckDbSlice slice(RelNode asked) {
        return ((DuckDbToEnumerable) rel).slice(asked);
    }

    private RelNode marked() {
        return rel instanceof EventScan scan ? scan.sliced() : withInputs(SlicedPart::marked, UnaryOperator.identity());
    }

    /**
     * What Calcite does of it, changed.
     *
     * @param border what comes in the place of a border
     * @param whole what comes in the place of a join's side that is there for every slice
     */
    RelNode rewritten(Function<SlicedPart, RelNode> border, UnaryOperator<RelNode> whole) {
        return rel instanceof DuckDbToEnumerable
                ? border.apply(this)
                : withInputs(
                        part -> part.rewritten(border, whole), rel instanceof Join ? whole : UnaryOperator.identity());
    }

    private RelNode withInputs(Function<SlicedPart, RelNode> sliced, UnaryOperator<RelNode> whole) {
        List<RelNode> changed = new ArrayList<>(inputs.size());
        IntStream.range(0, inputs.size())
                .forEach(i -> changed.add(inputs.get(i).map(sliced).orElseGet(() -> whole.apply(rel.getInput(i)))));
        return rel.copy(rel.getTraitSet(), changed);
    }
}
