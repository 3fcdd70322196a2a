package dev.ticketsql.calcite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.dialect.SparkSqlDialect;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.jspecify.annotations.Nullable;

/**
 * Translates the ready-made views to Spark SQL, from the tree of their text: functions that Spark calls otherwise,
 * types that it writes otherwise, and its order of NULLs, which it puts first.
 */
final class SparkViews {

    private static final SqlParserPos HERE = SqlParserPos.ZERO;

    /** What {@code src/docs/spark-views.sql} says before the views: the tables, and names, which an export has not. */
    private static final String TABLES = """
            -- The tables of an export and TicketSQL's ready-made views, for Spark 4: spark-sql -i spark-views.sql
            -- Made of the views' own text; set /data/tickets to where the export is. Sessions should be in UTC:
            SET spark.sql.session.timeZone = UTC;

            CREATE OR REPLACE TEMPORARY VIEW ticket_events USING parquet
              OPTIONS (path '/data/tickets/ticket_events');

            CREATE OR REPLACE TEMPORARY VIEW ticket_field_changes USING parquet
              OPTIONS (path '/data/tickets/ticket_field_changes');

            CREATE OR REPLACE TEMPORARY VIEW ticket_comments USING parquet
              OPTIONS (path '/data/tickets/ticket_comments');

            CREATE OR REPLACE TEMPORARY VIEW ticket_child_events USING parquet
              OPTIONS (path '/data/tickets/ticket_child_events');

            -- An export has no names of people, groups and the like: tables of your own may take the place of these.
            CREATE OR REPLACE TEMPORARY VIEW users AS
            SELECT CAST(NULL AS BIGINT) AS id, CAST(NULL AS STRING) AS name, CAST(NULL AS STRING) AS role WHERE FALSE;

            CREATE OR REPLACE TEMPORARY VIEW groups AS
            SELECT CAST(NULL AS BIGINT) AS id, CAST(NULL AS STRING) AS name WHERE FALSE;

            CREATE OR REPLACE TEMPORARY VIEW organizations AS
            SELECT CAST(NULL AS BIGINT) AS id, CAST(NULL AS STRING) AS name WHERE FALSE;

            CREATE OR REPLACE TEMPORARY VIEW brands AS
            SELECT CAST(NULL AS BIGINT) AS id, CAST(NULL AS STRING) AS name WHERE FALSE;

            CREATE OR REPLACE TEMPORARY VIEW ticket_forms AS
            SELECT CAST(NULL AS BIGINT) AS id, CAST(NULL AS STRING) AS name WHERE FALSE;

            CREATE OR REPLACE TEMPORARY VIEW custom_statuses AS
            SELECT CAST(NULL AS BIGINT) AS id, CAST(NULL AS STRING) AS agent_label WHERE FALSE;

            CREATE OR REPLACE TEMPORARY VIEW ticket_fields AS
            SELECT CAST(NULL AS STRING) AS field, CAST(NULL AS STRING) AS title WHERE FALSE;
            """;

    private SparkViews() {}

    /** All statements, each ended by a semicolon at the end of a line. */
    static String script() throws SqlParseException {
        StringBuilder script = new StringBuilder(TABLES);
        for (ReadyView view : ReadyView.values()) {
            script.append('\n');
            view.sql()
                    .lines()
                    .takeWhile(line -> line.startsWith("--"))
                    .forEach(line -> script.append(line).append('\n'));
            script.append("CREATE OR REPLACE TEMPORARY VIEW ")
                    .append(view.viewName())
                    .append(" AS\n")
                    .append(translate(view.sql()))
                    .append(";\n");
        }
        return script.toString();
    }

    /** A query of the views in Spark SQL. */
    static String translate(String sql) throws SqlParseException {
        SqlParser.Config config =
                SqlParser.config().withUnquotedCasing(Casing.UNCHANGED).withConformance(SqlConformanceEnum.LENIENT);
        SqlNode query = SqlParser.create(sql, config).parseQuery().accept(new ToSpark());
        return query.toSqlString(writer -> writer.withDialect(SparkSqlDialect.DEFAULT)
                        .withClauseStartsLine(true)
                        .withLineFolding(SqlWriterConfig.LineFolding.FOLD)
                        .withLineLength(120))
                .getSql();
    }

    private static final class ToSpark extends SqlShuttle {

        @Override
        public @Nullable SqlNode visit(SqlCall call) {
            SqlNode visited = super.visit(call);
            if (!(visited instanceof SqlCall inner)) {
                return visited;
            }
            List<SqlNode> operands = inner.getOperandList();
            return switch (inner.getOperator().getName()) {
                case "JSON_VALUE" -> jsonValue(operands);
                case "JSON_OBJECTAGG_ABSENT_ON_NULL", "JSON_OBJECTAGG" -> jsonObject(operands.get(0), operands.get(1));
                case "ARG_MIN" -> call("MIN_BY", operands);
                // VALUES 1, 2 are rows of one column.
                case "ROW" -> operands.size() == 1 ? operands.get(0) : inner;
                default -> inner instanceof SqlWindow window ? nullsLast(window) : inner;
            };
        }

        @Override
        public SqlNode visit(SqlDataTypeSpec type) {
            return switch (type.getTypeName().getSimple()) {
                case "VARCHAR" -> type("STRING");
                case "TIMESTAMP" -> type("TIMESTAMP_NTZ");
                default -> type;
            };
        }

        private static SqlDataTypeSpec type(String name) {
            return new SqlDataTypeSpec(
                    new SqlUserDefinedTypeNameSpec(name, HERE) {
                        @Override
                        public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
                            writer.keyword(name);
                        }
                    },
                    HERE);
        }

        /** Of a scalar; one of the wrong type is NULL. */
        private static SqlNode jsonValue(List<SqlNode> operands) {
            SqlNode value = call("GET_JSON_OBJECT", List.of(operands.get(0), operands.get(1)));
            for (SqlNode operand : operands) {
                if (operand instanceof SqlDataTypeSpec type) {
                    return SqlLibraryOperators.TRY_CAST.createCall(HERE, value, type);
                }
            }
            return value;
        }

        /** Members whose value is NULL are absent. */
        private static SqlNode jsonObject(SqlNode key, SqlNode value) {
            SqlNode members = SqlStdOperatorTable.FILTER.createCall(
                    HERE,
                    call("COLLECT_LIST", List.of(call("STRUCT", List.of(key, value)))),
                    SqlStdOperatorTable.IS_NOT_NULL.createCall(HERE, value));
            return call("TO_JSON", List.of(call("MAP_FROM_ENTRIES", List.of(members))));
        }

        private static SqlNode nullsLast(SqlWindow window) {
            List<SqlNode> order = new ArrayList<>();
            for (SqlNode item : window.getOrderList()) {
                order.add(SqlStdOperatorTable.NULLS_LAST.createCall(HERE, item));
            }
            window.setOperand(3, new SqlNodeList(order, HERE));
            return window;
        }

        private static SqlCall call(String function, List<SqlNode> operands) {
            return SqlBasicFunction.create(function, ReturnTypes.VARCHAR, OperandTypes.VARIADIC)
                    .createCall(HERE, operands);
        }
    }
}
