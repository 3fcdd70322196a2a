package dev.ticketsql.calcite.range;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Text of a date or timestamp, or its first characters: {@code CAST("time" AS VARCHAR(10))}. All years have four
 * digits, so that such text sorts as time does, and a comparison of it bounds time.
 *
 * @param term epoch milliseconds
 * @param text the text of such a number
 * @param length characters of every such text
 */
record TextTerm(TimeTerm term, LongFunction<String> text, int length) {

    private static final long FIRST_MILLIS = TimeTerm.REPRESENTABLE.fromSec() * DateTimeUtils.MILLIS_PER_SECOND;
    private static final long LAST_MILLIS = TimeTerm.REPRESENTABLE.toSec() * DateTimeUtils.MILLIS_PER_SECOND - 1;

    /** {@code node} as the text of a date or timestamp; empty if it is not understood as one. */
    static Optional<TextTerm> read(RexNode node, TermReader terms) {
        if (!(node instanceof RexCall call)) {
            return Optional.empty();
        }
        if (call.getKind() == SqlKind.CAST) {
            return uncut(call.getOperands().get(0), terms).flatMap(text -> text.castTo(call.getType()));
        }
        boolean fromStart = call.getOperator().equals(SqlStdOperatorTable.SUBSTRING)
                && call.getOperands().size() == 3
                && LiteralValues.wholeNumber(call.getOperands().get(1)).equals(OptionalLong.of(1));
        OptionalLong characters =
                fromStart ? LiteralValues.wholeNumber(call.getOperands().get(2)) : OptionalLong.empty();
        return characters.isPresent() && characters.getAsLong() >= 0
                ? read(call.getOperands().get(0), terms).map(text -> text.cut(characters.getAsLong()))
                : Optional.empty();
    }

    private static Optional<TextTerm> uncut(RexNode node, TermReader terms) {
        return switch (node.getType().getSqlTypeName()) {
            case TIMESTAMP ->
                representable(node, terms)
                        .map(term -> new TextTerm(
                                term, DateTimeUtils::unixTimestampToString, "2026-01-01 00:00:00".length()));
            case DATE ->
                representable(node, terms)
                        .map(term -> new TextTerm(
                                term,
                                millis -> DateTimeUtils.unixTimestampToString(millis)
                                        .substring(0, "2026-01-01".length()),
                                "2026-01-01".length()));
            case CHAR, VARCHAR -> read(node, terms);
            default -> Optional.empty();
        };
    }

    private static Optional<TimeTerm> representable(RexNode node, TermReader terms) {
        return terms.timestamp(node).flatMap(term -> term.within(FIRST_MILLIS, LAST_MILLIS));
    }

    private Optional<TextTerm> castTo(RelDataType type) {
        int characters = type.getPrecision();
        if (characters == RelDataType.PRECISION_NOT_SPECIFIED) {
            return type.getSqlTypeName() == SqlTypeName.VARCHAR ? Optional.of(this) : Optional.empty();
        }
        return switch (type.getSqlTypeName()) {
            case VARCHAR -> Optional.of(cut(characters));
            // A longer CHAR would be filled up with spaces.
            case CHAR -> characters <= length ? Optional.of(cut(characters)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private TextTerm cut(long characters) {
        int rest = (int) Math.min(length, characters);
        return rest == length
                ? this
                : new TextTerm(term, millis -> text.apply(millis).substring(0, rest), rest);
    }
}
