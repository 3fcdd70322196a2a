package dev.ticketsql.calcite.plan;

import dev.ticketsql.event.ClassifiedException;
import dev.ticketsql.event.ErrorKind;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.calcite.DataContext;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * {@code OFFSET} and {@code FETCH} of a plan: whole numbers, literals or parameters.
 *
 * @param offset rows that are left out first
 * @param fetch rows that follow, empty for all
 */
public record RowLimit(Optional<RexNode> offset, Optional<RexNode> fetch) {

    public static RowLimit none() {
        return new RowLimit(Optional.empty(), Optional.empty());
    }

    public static RowLimit of(Sort sort) {
        return new RowLimit(Optional.ofNullable(sort.offset), Optional.ofNullable(sort.fetch));
    }

    /** Returns whether OFFSET and FETCH of {@code sort} are whole literal numbers or parameters. */
    public static boolean isReadable(Sort sort) {
        return isReadable(sort.offset) && isReadable(sort.fetch);
    }

    private static boolean isReadable(@Nullable RexNode number) {
        return number == null
                || number instanceof RexDynamicParam
                || known(number).isPresent();
    }

    private static OptionalLong known(RexNode number) {
        BigDecimal value = number instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
        return value == null ? OptionalLong.empty() : whole(value);
    }

    private static OptionalLong whole(BigDecimal value) {
        try {
            return OptionalLong.of(value.longValueExact());
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Computes the numbers of an execution.
     *
     * @throws ClassifiedException if a parameter is not a whole number from 0
     */
    public Rows evaluate(DataContext context) {
        return new Rows(
                offset.map(number -> evaluate("OFFSET", number, context)).orElse(0L),
                fetch.map(number -> OptionalLong.of(evaluate("FETCH", number, context)))
                        .orElse(OptionalLong.empty()));
    }

    private static long evaluate(String clause, RexNode number, DataContext context) {
        if (!(number instanceof RexDynamicParam parameter)) {
            return known(number).orElseThrow();
        }
        Object value = context.get(parameter.getName());
        OptionalLong rows =
                value instanceof Number given ? whole(new BigDecimal(given.toString())) : OptionalLong.empty();
        if (rows.isPresent() && rows.getAsLong() >= 0) {
            return rows.getAsLong();
        }
        throw new ClassifiedException(
                ErrorKind.PARAMETERS,
                clause + " is " + value + ": parameter " + (parameter.getIndex() + 1)
                        + " must be a whole number from 0");
    }

    /**
     * OFFSET and FETCH of an execution.
     *
     * @param offset rows that are left out first
     * @param fetch rows that follow; empty for all
     */
    public record Rows(long offset, OptionalLong fetch) {

        /** Counts the rows from the first to the last that is returned; empty for all. */
        public OptionalLong needed() {
            return fetch.isPresent()
                    // No mirror has as many rows as do not fit.
                    ? OptionalLong.of(offset + Math.min(fetch.getAsLong(), Long.MAX_VALUE - offset))
                    : OptionalLong.empty();
        }
    }
}
