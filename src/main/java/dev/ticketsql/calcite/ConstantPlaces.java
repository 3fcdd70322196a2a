package dev.ticketsql.calcite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Replaces whatever a plan computes from no row by numbered places, equal expressions by the same place, and remembers
 * what belongs there. Used while planning, by one thread; {@link LateValues} fills the places at execution.
 */
final class ConstantPlaces extends RexShuttle {

    private final Map<RexNode, RexDynamicParam> places = new LinkedHashMap<>();

    /** A place for {@code constant}. */
    RexDynamicParam place(RexNode constant) {
        return places.computeIfAbsent(constant, absent -> new RexDynamicParam(absent.getType(), places.size()));
    }

    @Override
    public RexNode visitCall(RexCall call) {
        return Constants.isConstant(call) ? place(call) : super.visitCall(call);
    }

    @Override
    public RexNode visitDynamicParam(RexDynamicParam parameter) {
        return place(parameter);
    }

    /** What belongs in the places, ready to be evaluated. */
    LateValues compile(RexBuilder rexBuilder) {
        return LateValues.compile(List.copyOf(places.keySet()), rexBuilder);
    }
}
