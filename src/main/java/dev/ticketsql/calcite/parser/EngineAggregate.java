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

    private final SqlTemplate template;

    EngineAggregate(String name, SqlReturnTypeInference returns, SqlOperandTypeChecker operands, String template) {
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
        this.template = new SqlTemplate(template);
    }

    /** DuckDB's spelling of a call, without DISTINCT, FILTER and OVER. */
    public String sql(List<String> operands) {
        return template.sql(operands);
    }
}
