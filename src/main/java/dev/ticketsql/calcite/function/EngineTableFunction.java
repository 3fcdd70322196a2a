package dev.ticketsql.calcite.function;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/** A table function that DuckDB computes, and of which Calcite knows the types alone. */
public final class EngineTableFunction extends SqlFunction implements SqlTableFunction, ScheduledOperator {

    private final SqlReturnTypeInference row;
    private final List<SqlTemplate> templates;
    private final Optional<JavaFunction> functions;

    private EngineTableFunction(
            String name,
            SqlReturnTypeInference row,
            SqlOperandTypeChecker operands,
            List<SqlTemplate> templates,
            Optional<JavaFunction> functions) {
        super(
                name,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.CURSOR,
                null,
                operands,
                SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
        this.row = row;
        this.templates = templates;
        this.functions = functions;
    }

    /**
     * Makes a table function.
     *
     * @param row type of its rows
     * @param templates the first for calls with the fewest operands, each further one for one operand more
     */
    static EngineTableFunction of(
            String name, SqlReturnTypeInference row, SqlOperandTypeChecker operands, String... templates) {
        return new EngineTableFunction(
                name,
                row,
                operands,
                List.of(templates).stream().map(SqlTemplate::new).toList(),
                Optional.empty());
    }

    @Override
    public SqlReturnTypeInference getRowTypeInference() {
        return row;
    }

    @Override
    public boolean isOfSchedules() {
        return templates.stream().anyMatch(SqlTemplate::isOfSchedules);
    }

    @Override
    public EngineTableFunction with(String id, Optional<JavaFunction> own) {
        return new EngineTableFunction(
                getName(),
                row,
                Objects.requireNonNull(getOperandTypeChecker()),
                templates.stream().map(template -> template.ofSchedules(id)).toList(),
                own);
    }

    @Override
    public Optional<JavaFunction> functions() {
        return functions;
    }

    /** DuckDB's SQL of a call, to stand behind FROM. */
    public String sql(List<String> operands) {
        return SqlTemplate.of(templates, operands.size(), getOperandCountRange())
                .sql(operands);
    }
}
