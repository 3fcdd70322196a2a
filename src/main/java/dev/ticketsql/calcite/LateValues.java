package dev.ticketsql.calcite;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * What a statement computes from no row at all, evaluated by Calcite's own code once for each execution: parameters,
 * the current time, and whatever is derived from them. Compiled while planning; afterwards immutable, so that many
 * threads may execute one plan.
 */
final class LateValues {

    /** A clock's milliseconds must survive in a literal, although the columns they are compared with hold seconds. */
    private static final int MILLIS_PRECISION = 3;

    private final List<RelDataType> types;
    private final RexBuilder rexBuilder;
    private final Function1<DataContext, @Nullable Object @Nullable []> evaluation;

    private LateValues(
            List<RelDataType> types,
            RexBuilder rexBuilder,
            Function1<DataContext, @Nullable Object @Nullable []> evaluation) {
        this.types = types;
        this.rexBuilder = rexBuilder;
        this.evaluation = evaluation;
    }

    static LateValues compile(List<RexNode> expressions, RexBuilder rexBuilder) {
        List<RelDataType> types = expressions.stream().map(RexNode::getType).toList();
        if (expressions.isEmpty()) {
            return new LateValues(types, rexBuilder, context -> new Object[0]);
        }
        RelDataType noRow = rexBuilder.getTypeFactory().builder().build();
        List<RexNode> checked = expressions.stream()
                .map(expression -> CheckedArithmetic.ofExpression(expression, rexBuilder))
                .toList();
        return new LateValues(
                types,
                rexBuilder,
                RexExecutorImpl.getExecutable(rexBuilder, checked, noRow).getFunction());
    }

    /**
     * The values, one literal per place.
     *
     * @throws IllegalArgumentException if a parameter's value is of another type than its place
     * @throws RuntimeException whatever else the evaluation threw, such as a division by zero or a malformed date
     */
    List<RexLiteral> evaluate(DataContext context) {
        @Nullable Object[] values = compute(context);
        return IntStream.range(0, types.size())
                .mapToObj(place -> literal(values[place], types.get(place)))
                .toList();
    }

    private @Nullable Object[] compute(DataContext context) {
        try {
            return evaluation.apply(context);
        } catch (ClassCastException e) {
            throw new IllegalArgumentException(
                    "a parameter has another type than what it stands beside: set a TIMESTAMP with setTimestamp, "
                            + "a DATE with setDate, a BIGINT such as start_time with setLong, text with setString",
                    e);
        }
    }

    private RexLiteral literal(@Nullable Object value, RelDataType type) {
        if (value instanceof Long millis && type.getSqlTypeName() == SqlTypeName.TIMESTAMP) {
            return rexBuilder.makeTimestampLiteral(TimestampString.fromMillisSinceEpoch(millis), MILLIS_PRECISION);
        }
        return (RexLiteral) rexBuilder.makeLiteral(value, type, false);
    }
}
