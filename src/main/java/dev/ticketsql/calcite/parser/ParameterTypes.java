package dev.ticketsql.calcite.parser;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.CompositeOperandTypeChecker;
import org.apache.calcite.sql.type.FamilyOperandTypeChecker;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Infers the types of parameters that are operands of functions, {@code LOWER(?)}, from the operand types of the
 * function, as PostgreSQL does. Calcite infers those of comparisons alone.
 */
final class ParameterTypes {

    private final RelDataTypeFactory types;
    private final IdentityHashMap<SqlNode, RelDataType> known = new IdentityHashMap<>();

    ParameterTypes(RelDataTypeFactory types) {
        this.types = types;
    }

    /** Type of {@code parameter}; empty if no function that was read has it as an operand. */
    Optional<RelDataType> of(SqlNode parameter) {
        return Optional.ofNullable(known.get(parameter));
    }

    /** Collects the types of the parameters among the operands of {@code node}. */
    void read(SqlNode node) {
        if (!(node instanceof SqlCall call) || call.isA(SqlKind.QUERY)) {
            return;
        }
        List<SqlNode> operands = call.getOperandList();
        for (int operand = 0; operand < operands.size(); operand++) {
            SqlNode parameter = operands.get(operand);
            if (parameter != null && parameter.getKind() == SqlKind.DYNAMIC_PARAM) {
                type(call, operand)
                        .map(name -> types.createTypeWithNullability(types.createSqlType(name), true))
                        .ifPresent(type -> known.put(parameter, type));
            }
        }
    }

    private static Optional<SqlTypeName> type(SqlCall call, int operand) {
        return switch (call.getKind()) {
            case LIKE, SIMILAR -> Optional.of(SqlTypeName.VARCHAR);
            case TIMES -> besideInterval(call, operand, SqlTypeName.DOUBLE);
            case PLUS, MINUS -> besideInterval(call, operand, SqlTypeName.TIMESTAMP);
            case TIMESTAMP_ADD -> Optional.of(operand == 1 ? SqlTypeName.INTEGER : SqlTypeName.TIMESTAMP);
            case FLOOR, CEIL, TIMESTAMP_DIFF ->
                call.operandCount() == 1 ? Optional.empty() : Optional.of(SqlTypeName.TIMESTAMP);
            default ->
                call.getOperator().getOperandTypeInference() == null
                                && !call.getOperator().isAggregator()
                        ? families(call.getOperator().getOperandTypeChecker(), call.operandCount())
                                .flatMap(checker -> ofFamily(checker.getOperandSqlTypeFamily(operand)).stream())
                                .findFirst()
                        : Optional.empty();
        };
    }

    private static Optional<SqlTypeName> besideInterval(SqlCall call, int operand, SqlTypeName type) {
        return call.operandCount() == 2 && call.operand(1 - operand) instanceof SqlIntervalLiteral
                ? Optional.of(type)
                : Optional.empty();
    }

    private static Stream<FamilyOperandTypeChecker> families(SqlOperandTypeChecker checker, int operands) {
        if (checker instanceof CompositeOperandTypeChecker composite) {
            List<? extends SqlOperandTypeChecker> rules = composite.getRules();
            return rules.stream().flatMap(rule -> families(rule, operands));
        }
        return checker instanceof FamilyOperandTypeChecker family
                        && family.getOperandCountRange().isValidCount(operands)
                ? Stream.of(family)
                : Stream.empty();
    }

    private static Optional<SqlTypeName> ofFamily(SqlTypeFamily family) {
        return switch (family) {
            case CHARACTER, STRING -> Optional.of(SqlTypeName.VARCHAR);
            case INTEGER, EXACT_NUMERIC -> Optional.of(SqlTypeName.BIGINT);
            case NUMERIC, APPROXIMATE_NUMERIC -> Optional.of(SqlTypeName.DOUBLE);
            case DATE -> Optional.of(SqlTypeName.DATE);
            case TIMESTAMP, DATETIME -> Optional.of(SqlTypeName.TIMESTAMP);
            case BOOLEAN -> Optional.of(SqlTypeName.BOOLEAN);
            default -> Optional.empty();
        };
    }
}
