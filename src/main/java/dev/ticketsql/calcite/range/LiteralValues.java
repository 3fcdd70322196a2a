package dev.ticketsql.calcite.range;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/**
 * Values of Calcite's literals in the units of Calcite's generated code: epoch milliseconds for a TIMESTAMP, days since
 * the epoch for a DATE, milliseconds for a TIME or an interval of days to seconds, months for an interval of years and
 * months.
 */
final class LiteralValues {

    private LiteralValues() {}

    /** A numeric, datetime or interval literal's value; empty for anything else, NULL included. */
    static Optional<BigDecimal> number(RexNode node) {
        return value(node).flatMap(LiteralValues::toNumber);
    }

    /** The value of such a literal if it is a whole number in its unit. */
    static OptionalLong wholeNumber(RexNode node) {
        Optional<BigDecimal> number = number(node);
        try {
            return number.isPresent() ? OptionalLong.of(number.get().longValueExact()) : OptionalLong.empty();
        } catch (ArithmeticException fractionOrTooLarge) {
            return OptionalLong.empty();
        }
    }

    /** A character literal's value; empty for anything else, NULL included. */
    static Optional<String> text(RexNode node) {
        return value(node).flatMap(LiteralValues::toText);
    }

    /** The values that a search argument accepts, as numbers; empty if they are not. */
    static Optional<RangeSet<BigDecimal>> numbers(RangeSet<?> accepted) {
        return translate(accepted, LiteralValues::toNumber);
    }

    /** The values that a search argument accepts, as text; empty if they are not. */
    static Optional<RangeSet<String>> texts(RangeSet<?> accepted) {
        return translate(accepted, LiteralValues::toText);
    }

    private static Optional<Object> value(RexNode node) {
        return node instanceof RexLiteral literal
                ? Optional.ofNullable(literal.getValueAs(Object.class))
                : Optional.empty();
    }

    private static Optional<BigDecimal> toNumber(Object value) {
        if (value instanceof BigDecimal decimal) {
            return Optional.of(decimal);
        }
        if (value instanceof TimestampString timestamp) {
            return Optional.of(BigDecimal.valueOf(timestamp.getMillisSinceEpoch()));
        }
        if (value instanceof DateString date) {
            return Optional.of(BigDecimal.valueOf(date.getDaysSinceEpoch()));
        }
        if (value instanceof TimeString time) {
            return Optional.of(BigDecimal.valueOf(time.getMillisOfDay()));
        }
        // Exactly what the double holds; RexLiteral's own conversion rounds to 16 digits.
        return value instanceof Double real && Double.isFinite(real)
                ? Optional.of(new BigDecimal(real))
                : Optional.empty();
    }

    private static Optional<String> toText(Object value) {
        return value instanceof NlsString text ? Optional.of(text.getValue()) : Optional.empty();
    }

    private static <C extends Comparable<C>> Optional<RangeSet<C>> translate(
            RangeSet<?> accepted, Function<Object, Optional<C>> translation) {
        List<Range<C>> ranges = new ArrayList<>();
        for (Range<?> range : accepted.asRanges()) {
            Range<C> translated = Range.all();
            if (range.hasLowerBound()) {
                Optional<C> lower = translation.apply(range.lowerEndpoint());
                if (lower.isEmpty()) {
                    return Optional.empty();
                }
                translated = Range.downTo(lower.get(), range.lowerBoundType());
            }
            if (range.hasUpperBound()) {
                Optional<C> upper = translation.apply(range.upperEndpoint());
                if (upper.isEmpty()) {
                    return Optional.empty();
                }
                translated = translated.intersection(Range.upTo(upper.get(), range.upperBoundType()));
            }
            ranges.add(translated);
        }
        return Optional.of(ImmutableRangeSet.unionOf(ranges));
    }
}
