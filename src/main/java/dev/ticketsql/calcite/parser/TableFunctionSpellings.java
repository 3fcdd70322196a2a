package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.corrections.SqlNodeCopy;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Makes functions behind FROM lateral, as PostgreSQL's are: they see the tables before them. The column of
 * {@code generate_series(a, b)} has the alias of the call; so has that of {@code jsonb_array_elements_text(x)}, which
 * becomes a subquery of {@code UNNEST}, and is {@code value} without one.
 */
final class TableFunctionSpellings {

    /** Functions that PostgreSQL reads behind FROM, JOIN and LATERAL, by the names of tokens. */
    static final Set<String> NAMES = Set.of(
            "CALENDAR", "GENERATE_SERIES", "JSON_TABLE", "JSON_ARRAY_ELEMENTS_TEXT", "JSONB_ARRAY_ELEMENTS_TEXT");

    private static final String SERIES = "GENERATE_SERIES";

    /** Functions that the engine has itself. */
    private static final Set<String> OF_ENGINE = Set.of(SERIES, "CALENDAR");

    private static final Set<String> ELEMENTS = Set.of("JSON_ARRAY_ELEMENTS_TEXT", "JSONB_ARRAY_ELEMENTS_TEXT");

    /** Alias that no statement has. */
    private static final String ROWS = "JSON:ELEMENTS";

    private static final String ELEMENT = "JSON:ELEMENT";

    private TableFunctionSpellings() {}

    /** The subquery that {@code call} stands for, or {@code call} itself. */
    static SqlNode standard(SqlCall call) {
        return switch (call.getKind()) {
            case COLLECTION_TABLE -> lateral(call);
            case LATERAL -> call.operand(0).getKind() == SqlKind.LATERAL ? call.operand(0) : call;
            case AS -> named(call);
            default -> call;
        };
    }

    /** Wraps a function behind FROM in LATERAL. */
    private static SqlNode lateral(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        if (!(call.operand(0) instanceof SqlCall function)) {
            return call;
        }
        String name = SqlNodes.nameOf(function);
        if (OF_ENGINE.contains(name)) {
            return SqlStdOperatorTable.LATERAL.createCall(at, call);
        }
        return ELEMENTS.contains(name) && function.operandCount() == 1
                ? SqlStdOperatorTable.LATERAL.createCall(at, elements(function.operand(0), at))
                : call;
    }

    private static SqlNode elements(SqlNode document, SqlParserPos at) {
        SqlNode array = JsonTableExpander.texts(document, SqlLiteral.createCharString("$", at));
        SqlNode rows = SqlStdOperatorTable.AS.createCall(
                at,
                SqlStdOperatorTable.UNNEST.createCall(at, array),
                new SqlIdentifier(ROWS, at),
                new SqlIdentifier(ELEMENT, at));
        SqlNode value =
                SqlStdOperatorTable.AS.createCall(at, new SqlIdentifier(ELEMENT, at), new SqlIdentifier("value", at));
        SqlNodeList values = SqlNodeList.of(value);
        return new SqlSelect(at, null, values, rows, null, null, null, null, null, null, null, null, null);
    }

    private static SqlNode named(SqlCall alias) {
        if (alias.operandCount() != 2
                || !(alias.operand(0) instanceof SqlCall lateral)
                || lateral.getKind() != SqlKind.LATERAL
                || !hasOneColumn(lateral.operand(0))) {
            return alias;
        }
        SqlIdentifier name = alias.operand(1);
        return SqlStdOperatorTable.AS.createCall(alias.getParserPosition(), lateral, name, SqlNodeCopy.of(name));
    }

    /** Tests whether {@link #lateral} made {@code table}. */
    private static boolean hasOneColumn(SqlNode table) {
        if (table.getKind() == SqlKind.COLLECTION_TABLE) {
            return ((SqlCall) table).operand(0) instanceof SqlCall function
                    && function.getOperator().getName().equalsIgnoreCase(SERIES);
        }
        return table instanceof SqlSelect select
                && select.getFrom() instanceof SqlCall from
                && from.getKind() == SqlKind.AS
                && from.operand(1) instanceof SqlIdentifier rows
                && rows.isSimple()
                && rows.getSimple().equals(ROWS);
    }
}
