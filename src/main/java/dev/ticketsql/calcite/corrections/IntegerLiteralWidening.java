package dev.ticketsql.calcite.corrections;

import java.math.BigInteger;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Widens arithmetic on written whole numbers to BIGINT where INTEGER is too small: {@code 30 * 86400 * 1000}. Calcite
 * 1.42 computes in INTEGER, which overflows.
 */
public final class IntegerLiteralWidening extends ChainShuttle {

    /** Values of the calls visited so far: operands are not computed again for each call around them. */
    private final IdentityHashMap<SqlNode, Optional<BigInteger>> computed = new IdentityHashMap<>();

    @Override
    public SqlNode changed(SqlCall call) {
        Optional<BigInteger> value = value(call);
        SqlNode changed = value.filter(number -> number.bitLength() >= Integer.SIZE)
                .map(number -> inBigint(call, number))
                .orElse(call);
        computed.put(changed, value);
        return changed;
    }

    private static SqlNode inBigint(SqlCall arithmetic, BigInteger value) {
        if (value.bitLength() >= Long.SIZE) {
            throw new CalciteException(
                    arithmetic + " is " + value + ", which no BIGINT can hold: write one of its numbers as a DOUBLE,"
                            + " with E0 after it",
                    null);
        }
        if (arithmetic.getKind() == SqlKind.MINUS_PREFIX || arithmetic.getKind() == SqlKind.CAST) {
            // A sign has its operand's type, and the cast is to BIGINT.
            return arithmetic;
        }
        SqlParserPos position = arithmetic.getParserPosition();
        return arithmetic
                .getOperator()
                .createCall(
                        position,
                        SqlStdOperatorTable.CAST.createCall(
                                position,
                                arithmetic.operand(0),
                                new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.BIGINT, position), position)),
                        arithmetic.operand(1));
    }

    /** Computes an expression of literals alone; empty for any other. */
    private Optional<BigInteger> value(SqlNode node) {
        Optional<BigInteger> known = computed.get(node);
        if (known != null) {
            return known;
        }
        if (node instanceof SqlNumericLiteral literal) {
            return literal.isInteger() ? Optional.of(literal.bigDecimalValue().toBigInteger()) : Optional.empty();
        }
        if (!(node instanceof SqlCall call)) {
            return Optional.empty();
        }
        List<SqlNode> operands = call.getOperandList();
        return switch (call.getKind()) {
            case MINUS_PREFIX -> value(operands.get(0)).map(BigInteger::negate);
            case PLUS -> both(operands, BigInteger::add);
            case MINUS -> both(operands, BigInteger::subtract);
            case TIMES -> both(operands, BigInteger::multiply);
            // The cast that this class writes; others may change the value.
            case CAST ->
                operands.get(1) instanceof SqlDataTypeSpec type
                                && type.getTypeName().isSimple()
                                && type.getTypeName().getSimple().equals(SqlTypeName.BIGINT.getName())
                        ? value(operands.get(0))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<BigInteger> both(List<SqlNode> operands, BinaryOperator<BigInteger> operation) {
        return operands.size() == 2
                ? value(operands.get(0))
                        .flatMap(one -> value(operands.get(1)).map(other -> operation.apply(one, other)))
                : Optional.empty();
    }
}
