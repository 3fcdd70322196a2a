package dev.ticketsql.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.util.Optionality;

/** An aggregate that the mirror's engine computes itself, and of which Calcite knows the types alone. */
public final class EngineAggregate extends SqlAggFunction {

    private final SqlTemplate call;
    private final SqlTemplate value;

    /**
     * An aggregate.
     *
     * @param call the call, of its operands
     * @param value what becomes of the call and its clauses
     */
    EngineAggregate(
            String name, SqlReturnTypeInference returns, SqlOperandTypeChecker operands, String call, String value) {
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
        this.call = new SqlTemplate(call);
        this.value = new SqlTemplate(value);
    }

    /**
     * DuckDB's spelling of a call.
     *
     * @param operands SQL that may stand anywhere, in parentheses where it needs them
     * @param clauses FILTER and OVER with a space before them, or nothing
     */
    public String sql(List<String> operands, String clauses) {
        return value.sql(List.of(call.sql(operands) + clauses));
    }
}
