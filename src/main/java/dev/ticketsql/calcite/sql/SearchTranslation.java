package dev.ticketsql.calcite.sql;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.util.Sarg;

/**
 * Writes Calcite's search arguments, sets of ranges into which it puts IN, BETWEEN and chains of comparisons: single
 * values as one IN list, however many they are, and each range as a comparison.
 */
final class SearchTranslation {

    private final RexBuilder rexBuilder;
    private final ExpressionWriter scalars;

    SearchTranslation(RexBuilder rexBuilder, ExpressionWriter scalars) {
        this.rexBuilder = rexBuilder;
        this.scalars = scalars;
    }

    String sql(RexCall search, Scope scope) {
        String value = scalars.sql(search.getOperands().get(0), scope);
        RexLiteral argument = (RexLiteral) search.getOperands().get(1);
        Sarg<?> sarg = argument.getValueAs(Sarg.class);
        if (sarg == null) {
            throw new IllegalArgumentException("no search argument: " + argument);
        }
        return sql(value, sarg, argument.getType());
    }

    private <C extends Comparable<C>> String sql(String value, Sarg<C> sarg, RelDataType type) {
        String known = known(value, sarg, type);
        return switch (sarg.nullAs) {
            case TRUE -> "(" + value + " IS NULL OR " + known + ")";
            case FALSE -> "(" + value + " IS NOT NULL AND " + known + ")";
            case UNKNOWN -> known;
        };
    }

    private <C extends Comparable<C>> String known(String value, Sarg<C> sarg, RelDataType type) {
        if (sarg.isAll()) {
            return unlessNull(value, sarg.nullAs, "TRUE");
        }
        if (sarg.isNone()) {
            return unlessNull(value, sarg.nullAs, "FALSE");
        }
        if (sarg.isComplementedPoints()) {
            return "(" + value + " NOT IN (" + points(sarg.rangeSet.complement(), type) + "))";
        }
        List<String> branches = new ArrayList<>();
        List<String> points = new ArrayList<>();
        for (Range<C> range : sarg.rangeSet.asRanges()) {
            if (isPoint(range)) {
                points.add(literal(range.lowerEndpoint(), type));
            } else {
                branches.add(within(value, range, type));
            }
        }
        if (!points.isEmpty()) {
            branches.add(value + " IN (" + String.join(", ", points) + ")");
        }
        return "(" + String.join(" OR ", branches) + ")";
    }

    /** Writes a constant truth, which is NULL for NULL unless the search argument defines it. */
    private static String unlessNull(String value, RexUnknownAs nullAs, String truth) {
        return nullAs == RexUnknownAs.UNKNOWN
                ? "(CASE WHEN " + value + " IS NULL THEN NULL ELSE " + truth + " END)"
                : truth;
    }

    private <C extends Comparable<C>> String points(RangeSet<C> accepted, RelDataType type) {
        return accepted.asRanges().stream()
                .map(range -> literal(range.lowerEndpoint(), type))
                .collect(Collectors.joining(", "));
    }

    private static <C extends Comparable<C>> boolean isPoint(Range<C> range) {
        return range.hasLowerBound()
                && range.hasUpperBound()
                && range.lowerEndpoint().equals(range.upperEndpoint());
    }

    private <C extends Comparable<C>> String within(String value, Range<C> range, RelDataType type) {
        List<String> bounds = new ArrayList<>();
        if (range.hasLowerBound()) {
            bounds.add(value
                    + (range.lowerBoundType() == BoundType.CLOSED ? " >= " : " > ")
                    + literal(range.lowerEndpoint(), type));
        }
        if (range.hasUpperBound()) {
            bounds.add(value
                    + (range.upperBoundType() == BoundType.CLOSED ? " <= " : " < ")
                    + literal(range.upperEndpoint(), type));
        }
        return "(" + String.join(" AND ", bounds) + ")";
    }

    private String literal(Comparable<?> value, RelDataType type) {
        return EngineLiterals.typed((RexLiteral) rexBuilder.makeLiteral(value, type, true, true));
    }
}
