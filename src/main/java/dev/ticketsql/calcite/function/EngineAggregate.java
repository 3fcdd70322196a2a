package dev.ticketsql.calcite.function;

import java.util.List;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.util.Optionality;

/** An aggregate that DuckDB computes, and of which Calcite knows the types alone. */
public final class EngineAggregate extends SqlAggFunction {

    private final String function;
    private final SqlTemplate arguments;
    private final SqlTemplate value;

    /**
     * Makes an aggregate from templates of its SQL.
     *
     * @param function its name in DuckDB
     * @param arguments a template of the arguments, over the operands
     * @param value a template of the result, over the call with its clauses
     */
    EngineAggregate(
            String name,
            SqlReturnTypeInference returns,
            SqlOperandTypeChecker operands,
            String function,
            String arguments,
            String value) {
        super(
                name,
                null,
                SqlKind.OTHER_FUNCTION,
                returns,
                null,
                operands,
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.FORBIDDEN);
        this.function = function;
        this.arguments = new SqlTemplate(arguments);
        this.value = new SqlTemplate(value);
    }

    /**
     * DuckDB's SQL of a call.
     *
     * @param operands SQL that may stand anywhere, in parentheses where it needs them
     * @param isDistinct whether equal operands count once
     * @param clauses FILTER and OVER with a space before them, or nothing
     */
    public String sql(List<String> operands, boolean isDistinct, String clauses) {
        String call = function + "(" + (isDistinct ? "DISTINCT " : "") + arguments.sql(operands) + ")";
        return value.sql(List.of(call + clauses));
    }
}
