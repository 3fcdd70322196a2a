package dev.ticketsql.calcite.range;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import dev.ticketsql.event.TimeRanges;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;

/**
 * Reads comparisons of an expression over an event's instant with literals as {@link TruthRanges}. A comparison is the
 * set of values that it accepts; the seconds are those at which the expression may lie inside or outside of that set. A
 * comparison that is not understood reads as empty.
 */
final class ComparisonReader {

    private final TermReader terms;

    ComparisonReader(TermReader terms) {
        this.terms = terms;
    }

    /**
     * Reads {@code left comparison right}, neither being NULL; empty unless one is a literal and the other is
     * understood.
     */
    Optional<TruthRanges> compare(SqlKind comparison, RexNode left, RexNode right) {
        if (right instanceof RexLiteral) {
            return compareWithLiteral(comparison, left, right);
        }
        return left instanceof RexLiteral ? compareWithLiteral(comparison.reverse(), right, left) : Optional.empty();
    }

    private Optional<TruthRanges> compareWithLiteral(SqlKind comparison, RexNode operand, RexNode literal) {
        if (!sameUnit(operand.getType(), literal.getType())) {
            return Optional.empty();
        }
        boolean nullable = operand.getType().isNullable();
        Optional<TruthRanges> asNumber = LiteralValues.number(literal)
                .flatMap(value -> numberIn(operand, accepted(comparison, value), nullable));
        return asNumber.isPresent()
                ? asNumber
                : LiteralValues.text(literal).flatMap(value -> textIn(operand, accepted(comparison, value), nullable));
    }

    /** Reads {@code SEARCH(operand, Sarg)}, which is TRUE, FALSE or UNKNOWN for NULL. */
    Optional<TruthRanges> search(RexCall call) {
        RexNode operand = call.getOperands().get(0);
        RexNode argument = call.getOperands().get(1);
        if (!(argument instanceof RexLiteral literal) || !(literal.getValueAs(Object.class) instanceof Sarg<?> sarg)) {
            return Optional.empty();
        }
        Optional<TruthRanges> whenNotNull = searchNotNull(operand, literal.getType(), sarg);
        if (!operand.getType().isNullable()) {
            return whenNotNull;
        }
        return whenNotNull.map(times -> switch (sarg.nullAs) {
            case TRUE -> new TruthRanges(TimeRanges.every(), times.mayBeFalse(), TimeRanges.none());
            case FALSE -> new TruthRanges(times.mayBeTrue(), TimeRanges.every(), TimeRanges.none());
            case UNKNOWN -> new TruthRanges(times.mayBeTrue(), times.mayBeFalse(), TimeRanges.every());
        });
    }

    private Optional<TruthRanges> searchNotNull(RexNode operand, RelDataType type, Sarg<?> sarg) {
        if (sarg.rangeSet.isEmpty()) {
            return Optional.of(TruthRanges.alwaysFalse());
        }
        if (sarg.rangeSet.complement().isEmpty()) {
            return Optional.of(TruthRanges.alwaysTrue());
        }
        if (!sameUnit(operand.getType(), type)) {
            return Optional.empty();
        }
        Optional<TruthRanges> asNumber =
                LiteralValues.numbers(sarg.rangeSet).flatMap(accepted -> numberIn(operand, accepted, false));
        return asNumber.isPresent()
                ? asNumber
                : LiteralValues.texts(sarg.rangeSet).flatMap(accepted -> textIn(operand, accepted, false));
    }

    /** Reads {@code operand LIKE pattern} by the text before the first wildcard. */
    Optional<TruthRanges> like(RexCall call) {
        // ILIKE is of the same kind; ESCAPE is a third operand, which matters to patterns that have the character.
        List<RexNode> operands = call.getOperands();
        Optional<String> escape = operands.size() == 2 ? Optional.of("") : LiteralValues.text(operands.get(2));
        boolean plain = call.getOperator().equals(SqlStdOperatorTable.LIKE);
        Optional<String> pattern = LiteralValues.text(operands.get(1))
                .filter(text -> plain
                        && escape.filter(mark -> mark.isEmpty() || !text.contains(mark))
                                .isPresent());
        if (pattern.isEmpty()) {
            return Optional.empty();
        }
        String prefix = pattern.get().split("[%_]", 2)[0];
        String rest = pattern.get().substring(prefix.length());
        Range<String> accepted = rest.isEmpty()
                ? Range.singleton(prefix)
                // The text of a date has only digits and punctuation, all below this character.
                : Range.closedOpen(prefix, prefix + Character.MAX_VALUE);
        RexNode operand = operands.get(0);
        return textIn(operand, ImmutableRangeSet.of(accepted), operand.getType().isNullable())
                .map(times -> rest.isEmpty() || rest.equals("%")
                        ? times
                        : new TruthRanges(times.mayBeTrue(), TimeRanges.every(), times.mayBeUnknown()));
    }

    private Optional<TruthRanges> numberIn(RexNode operand, RangeSet<BigDecimal> accepted, boolean nullable) {
        return terms.read(operand).map(term -> in(term, accepted, BigDecimal::valueOf, nullable));
    }

    private Optional<TruthRanges> textIn(RexNode operand, RangeSet<String> accepted, boolean nullable) {
        return TextTerm.read(operand, terms).map(text -> in(text.term(), accepted, text.text(), nullable));
    }

    private static <C extends Comparable<C>> TruthRanges in(
            TimeTerm term, RangeSet<C> accepted, LongFunction<C> view, boolean nullable) {
        return new TruthRanges(
                term.when(accepted, view),
                term.when(accepted.complement(), view),
                nullable ? TimeRanges.every() : TimeRanges.none());
    }

    private static <C extends Comparable<C>> RangeSet<C> accepted(SqlKind comparison, C value) {
        return switch (comparison) {
            case EQUALS -> ImmutableRangeSet.of(Range.singleton(value));
            case NOT_EQUALS -> ImmutableRangeSet.of(Range.singleton(value)).complement();
            case LESS_THAN -> ImmutableRangeSet.of(Range.lessThan(value));
            case LESS_THAN_OR_EQUAL -> ImmutableRangeSet.of(Range.atMost(value));
            case GREATER_THAN -> ImmutableRangeSet.of(Range.greaterThan(value));
            case GREATER_THAN_OR_EQUAL -> ImmutableRangeSet.of(Range.atLeast(value));
            default -> throw new IllegalArgumentException("not a comparison: " + comparison);
        };
    }

    /** Tests whether the values of both types are numbers in the same unit, or both are text. */
    private static boolean sameUnit(RelDataType one, RelDataType other) {
        return unit(one).isPresent() && unit(one).equals(unit(other));
    }

    /** One type for all that share its unit. REAL has none: a BIGINT is rounded before it is compared with a REAL. */
    private static Optional<SqlTypeName> unit(RelDataType type) {
        SqlTypeName name = type.getSqlTypeName();
        return switch (name) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, FLOAT, DOUBLE -> Optional.of(SqlTypeName.DECIMAL);
            case TIMESTAMP, DATE, TIME -> Optional.of(name);
            case CHAR, VARCHAR -> Optional.of(SqlTypeName.VARCHAR);
            default -> {
                if (SqlTypeName.DAY_INTERVAL_TYPES.contains(name)) {
                    yield Optional.of(SqlTypeName.INTERVAL_DAY);
                }
                yield SqlTypeName.YEAR_INTERVAL_TYPES.contains(name)
                        ? Optional.of(SqlTypeName.INTERVAL_MONTH)
                        : Optional.empty();
            }
        };
    }
}
