package dev.ticketsql.calcite.function;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** A function that DuckDB computes, and of which Calcite knows the types alone. */
public final class EngineFunction extends SqlFunction implements ScheduledOperator {

    private final List<SqlTemplate> templates;
    private final SqlSyntax syntax;
    private final Optional<JavaFunction> functions;

    private EngineFunction(
            String name,
            SqlReturnTypeInference returns,
            SqlOperandTypeChecker operands,
            SqlSyntax syntax,
            List<SqlTemplate> templates,
            Optional<JavaFunction> functions) {
        super(name, SqlKind.OTHER_FUNCTION, returns, null, operands, SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.templates = templates;
        this.syntax = syntax;
        this.functions = functions;
    }

    /**
     * Makes a function. The first template is for calls with the fewest operands, each further one for one operand
     * more.
     */
    static EngineFunction of(
            String name, SqlReturnTypeInference returns, SqlOperandTypeChecker operands, String... templates) {
        return new EngineFunction(
                name,
                returns,
                operands,
                SqlSyntax.FUNCTION,
                List.of(templates).stream().map(SqlTemplate::new).toList(),
                Optional.empty());
    }

    /** Makes an operator that is written between its operands. */
    static EngineFunction binary(
            String name, SqlReturnTypeInference returns, SqlOperandTypeChecker operands, String template) {
        return new EngineFunction(
                name, returns, operands, SqlSyntax.BINARY, List.of(new SqlTemplate(template)), Optional.empty());
    }

    @Override
    public boolean isOfSchedules() {
        return templates.stream().anyMatch(SqlTemplate::isOfSchedules);
    }

    @Override
    public EngineFunction with(String id, Optional<JavaFunction> own) {
        return new EngineFunction(
                getName(),
                Objects.requireNonNull(getReturnTypeInference()),
                Objects.requireNonNull(getOperandTypeChecker()),
                syntax,
                templates.stream().map(template -> template.ofSchedules(id)).toList(),
                own);
    }

    @Override
    public Optional<JavaFunction> functions() {
        return functions;
    }

    @Override
    public SqlSyntax getSyntax() {
        return syntax;
    }

    /** Skips Calcite's look-up by name: an operator is already resolved. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        if (syntax == SqlSyntax.FUNCTION) {
            return super.deriveType(validator, scope, call);
        }
        call.getOperandList().forEach(operand -> validator.deriveType(scope, operand));
        return validateOperands(validator, scope, call);
    }

    /** Writes an operator in parentheses, since its precedence is not that of a function. */
    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
        if (syntax == SqlSyntax.FUNCTION) {
            super.unparse(writer, call, leftPrec, rightPrec);
            return;
        }
        SqlWriter.Frame frame = writer.startList("(", ")");
        call.operand(0).unparse(writer, 0, 0);
        writer.sep(getName());
        call.operand(1).unparse(writer, 0, 0);
        writer.endList(frame);
    }

    /**
     * DuckDB's SQL of a call.
     *
     * @param operands SQL that may stand anywhere, in parentheses where it needs them
     * @param type DuckDB's name for the type of the call
     */
    public String sql(List<String> operands, String type) {
        return SqlTemplate.of(templates, operands.size(), getOperandCountRange())
                .sql(operands, type);
    }
}
