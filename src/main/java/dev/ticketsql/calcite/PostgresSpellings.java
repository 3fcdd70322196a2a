package dev.ticketsql.calcite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Writes PostgreSQL's spellings as the standard's, so that windows and push-down see nothing new: {@code NOW()} becomes
 * {@code CURRENT_TIMESTAMP}, {@code DATE_TRUNC('month', x)} becomes {@code FLOOR(x TO MONTH)}.
 */
final class PostgresSpellings extends SqlShuttle {

    /** What {@code DATE_TRUNC} knows of PostgreSQL's units. */
    private enum Unit {
        YEAR(TimeUnit.YEAR),
        QUARTER(TimeUnit.QUARTER),
        MONTH(TimeUnit.MONTH),
        WEEK(TimeUnit.WEEK),
        DAY(TimeUnit.DAY),
        HOUR(TimeUnit.HOUR),
        MINUTE(TimeUnit.MINUTE),
        SECOND(TimeUnit.SECOND);

        private final TimeUnit timeUnit;

        Unit(TimeUnit timeUnit) {
            this.timeUnit = timeUnit;
        }

        private static Optional<Unit> named(@Nullable String name) {
            return Arrays.stream(values())
                    .filter(unit -> unit.name().equalsIgnoreCase(name))
                    .findFirst();
        }

        private SqlNode floor(SqlNode instant, SqlParserPos position) {
            return SqlStdOperatorTable.FLOOR.createCall(
                    position, instant, new SqlIntervalQualifier(timeUnit, null, position));
        }
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        refuseDistinctRows(call);
        SqlNode visited = super.visit(call);
        return visited instanceof SqlCall function ? standard(function) : visited;
    }

    /** Calcite compares rows as objects, all of which differ: what is distinct would be everything. */
    private static void refuseDistinctRows(SqlCall call) {
        SqlLiteral quantifier = call.getFunctionQuantifier();
        boolean distinct = call instanceof SqlSelect select
                ? select.isDistinct()
                : quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT;
        List<SqlNode> values = call instanceof SqlSelect select ? select.getSelectList() : call.getOperandList();
        if (distinct && values.stream().anyMatch(value -> value != null && value.getKind() == SqlKind.ROW)) {
            throw new CalciteException(
                    "DISTINCT cannot compare rows: write SELECT DISTINCT a, b instead of SELECT DISTINCT (a, b), and"
                            + " SELECT COUNT(*) FROM (SELECT DISTINCT a, b FROM ...) instead of COUNT(DISTINCT (a, b))",
                    null);
        }
    }

    private static SqlNode standard(SqlCall call) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        List<SqlNode> operands = call.getOperandList();
        if (name.equals("NOW") && operands.isEmpty()) {
            return SqlStdOperatorTable.CURRENT_TIMESTAMP.createCall(call.getParserPosition());
        }
        if (name.equals("DATE_TRUNC") && operands.size() == 2 && operands.get(0) instanceof SqlLiteral unit) {
            return truncated(unit, operands.get(1), call.getParserPosition());
        }
        return JsonPaths.corrected(call);
    }

    private static SqlNode truncated(SqlLiteral name, SqlNode instant, SqlParserPos position) {
        Unit unit = Unit.named(name.toValue())
                .orElseThrow(() -> new CalciteException(
                        "DATE_TRUNC knows no unit " + name + ": write one of "
                                + Arrays.stream(Unit.values())
                                        .map(each -> "'" + each.name().toLowerCase(Locale.ROOT) + "'")
                                        .collect(Collectors.joining(", ")),
                        null));
        if (unit != Unit.WEEK) {
            return unit.floor(instant, position);
        }
        // PostgreSQL's weeks begin on Monday, those of Calcite's FLOOR on Sunday.
        SqlNode day = SqlIntervalLiteral.createInterval(
                1, "1", new SqlIntervalQualifier(TimeUnit.DAY, null, position), position);
        SqlNode sunday = unit.floor(SqlStdOperatorTable.MINUS.createCall(position, instant, day), position);
        return SqlStdOperatorTable.PLUS.createCall(position, sunday, day);
    }
}
