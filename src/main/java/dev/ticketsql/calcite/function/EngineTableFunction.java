package dev.ticketsql.calcite.function;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/** A table function of DuckDB with one column, which is named as the function is. */
public final class EngineTableFunction extends SqlFunction implements SqlTableFunction {

    private final SqlReturnTypeInference column;
    private final SqlTemplate template;

    EngineTableFunction(String name, SqlReturnTypeInference column, SqlOperandTypeChecker operands, String template) {
        super(
                name,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.CURSOR,
                null,
                operands,
                SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
        this.column = column;
        this.template = new SqlTemplate(template);
    }

    @Override
    public SqlReturnTypeInference getRowTypeInference() {
        return call -> call.getTypeFactory()
                .builder()
                .add(getName().toLowerCase(Locale.ROOT), column.inferReturnType(call))
                .build();
    }

    /** DuckDB's SQL of a call, to stand behind FROM. */
    public String sql(List<String> operands) {
        return template.sql(operands);
    }
}
