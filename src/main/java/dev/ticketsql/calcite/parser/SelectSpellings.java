package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.corrections.SqlNodeCopy;
import dev.ticketsql.calcite.corrections.SqlNodeSearch;
import dev.ticketsql.calcite.function.EngineFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites {@code TABLE t} and two clauses of SELECT as the standard's. {@code GROUP BY ALL} groups by the places of
 * the columns that aggregate nothing. {@code SELECT DISTINCT ON (a) ...} keeps rows by {@code QUALIFY ROW_NUMBER() OVER
 * (PARTITION BY a ORDER BY ...) = 1}, in the order that the query has.
 */
final class SelectSpellings {

    private SelectSpellings() {}

    static void standardize(SqlSelect select) {
        standardize(select, SqlNodeList.EMPTY);
    }

    /** Rewrites {@code select}, whose rows are ordered by {@code order}. */
    static void standardize(SqlSelect select, SqlNodeList order) {
        SqlNodeList columns = select.getSelectList();
        if (!columns.isEmpty() && SyntaxMarker.DISTINCT_ON.isCall(columns.get(0))) {
            List<SqlNode> keys = ((SqlCall) columns.get(0)).getOperandList();
            columns.remove(0);
            keepFirst(select, keys, order);
        }
        SqlNodeList groups = select.getGroup();
        if (groups != null && groups.size() == 1 && SyntaxMarker.GROUP_BY_ALL.isIdentifier(groups.get(0))) {
            groupByAll(select);
        }
    }

    /**
     * Keeps the order of {@code ARRAY(SELECT ... ORDER BY ...)} by OFFSET 0: Calcite drops the order of a subquery
     * without a limit.
     */
    static SqlNode withKeptOrder(SqlCall call) {
        return call.getKind() == SqlKind.ARRAY_QUERY_CONSTRUCTOR
                        && call.operand(0) instanceof SqlOrderBy order
                        && order.offset == null
                        && order.fetch == null
                ? call.getOperator()
                        .createCall(
                                call.getParserPosition(),
                                new SqlOrderBy(
                                        order.getParserPosition(),
                                        order.query,
                                        order.orderList,
                                        SqlNodes.number(0, order.getParserPosition()),
                                        null))
                : call;
    }

    /**
     * Widens the types of a recursive query's first rows: Calcite would give all rows their lengths and digits, and cut
     * longer ones.
     */
    static void widen(SqlWithItem item) {
        if (item.recursive.booleanValue() && item.query.getKind() == SqlKind.UNION) {
            ((SqlCall) item.query).setOperand(0, widened(((SqlCall) item.query).operand(0)));
        }
    }

    private static SqlNode widened(SqlNode first) {
        if (first instanceof SqlSelect select) {
            select.getSelectList().replaceAll(SelectSpellings::widenedColumn);
        } else if (first.getKind() == SqlKind.VALUES || first.getKind() == SqlKind.UNION) {
            SqlCall rows = (SqlCall) first;
            for (int row = 0; row < rows.operandCount(); row++) {
                rows.setOperand(row, widened(rows.operand(row)));
            }
        } else if (first.getKind() == SqlKind.ROW) {
            SqlCall row = (SqlCall) first;
            for (int value = 0; value < row.operandCount(); value++) {
                row.setOperand(value, widenedValue(row.operand(value)));
            }
        }
        return first;
    }

    private static SqlNode widenedColumn(SqlNode column) {
        SqlParserPos at = column.getParserPosition();
        if (column.getKind() == SqlKind.AS) {
            ((SqlCall) column).setOperand(0, widenedValue(((SqlCall) column).operand(0)));
            return column;
        }
        if (column instanceof SqlIdentifier name) {
            return name.isStar()
                    ? name
                    : SqlStdOperatorTable.AS.createCall(
                            at, widenedValue(name), new SqlIdentifier(Util.last(name.names), at));
        }
        return SyntaxMarker.DISTINCT_ON.isCall(column) ? column : widenedValue(column);
    }

    private static SqlNode widenedValue(SqlNode value) {
        SqlParserPos at = value.getParserPosition();
        if (value instanceof SqlNumericLiteral number && !number.isInteger()) {
            return SqlNodes.cast(value, SqlTypeName.DOUBLE, at);
        }
        boolean isTyped = (value instanceof SqlLiteral && !(value instanceof SqlCharStringLiteral))
                || value instanceof SqlDynamicParam;
        return isTyped ? value : RecursiveColumn.INSTANCE.createCall(at, value);
    }

    /** {@code TABLE t} as {@code SELECT * FROM t}: Calcite 1.42 has no plan for the first alone. */
    static SqlNode ofTable(SqlCall call) {
        if (call.getKind() != SqlKind.EXPLICIT_TABLE) {
            return call;
        }
        return selectAll(call.operand(0), call.getParserPosition());
    }

    /** {@code x = ANY (array)} as a subquery of the array's elements; of an array that is NULL it is NULL. */
    static SqlNode ofArray(SqlCall call) {
        if (!(call.getOperator() instanceof SqlQuantifyOperator)
                || !(call.operand(1) instanceof SqlNodeList values)
                || values.size() != 1
                || !isComputed(values.get(0))) {
            return call;
        }
        SqlParserPos at = call.getParserPosition();
        SqlNode array = values.get(0);
        SqlNode elements = SqlStdOperatorTable.UNNEST.createCall(at, array);
        SqlNode compared = call.getOperator().createCall(at, call.operand(0), selectAll(elements, at));
        SqlNode isKnown = SqlStdOperatorTable.IS_NOT_NULL.createCall(at, SqlNodeCopy.of(array));
        return SqlNodes.when(isKnown, compared, SqlLiteral.createNull(at), at);
    }

    /**
     * Tests for an array that is a column or a call; Calcite itself compares with written arrays and lists of values.
     */
    private static boolean isComputed(SqlNode value) {
        boolean isArray = value instanceof SqlIdentifier
                || (value.getKind() == SqlKind.OTHER_FUNCTION && value instanceof SqlCall);
        return isArray && !SqlNodeCopy.hasParameter(value);
    }

    private static SqlNode selectAll(SqlNode table, SqlParserPos at) {
        SqlNodeList all = SqlNodeList.of(SqlIdentifier.star(at));
        return new SqlSelect(at, null, all, table, null, null, null, null, null, null, null, null, null);
    }

    private static void groupByAll(SqlSelect select) {
        SqlParserPos at = SqlParserPos.ZERO;
        List<SqlNode> places = new ArrayList<>();
        SqlNodeList columns = select.getSelectList();
        for (int column = 0; column < columns.size(); column++) {
            SqlNode value = SqlStdOperatorTable.AS == operatorOf(columns.get(column))
                    ? ((SqlCall) columns.get(column)).operand(0)
                    : columns.get(column);
            if (value instanceof SqlIdentifier name && name.isStar()) {
                throw new CalciteException(
                        "GROUP BY ALL needs to know the columns: write them instead of " + value, null);
            }
            if (!aggregates(value)) {
                places.add(SqlNodes.number(column + 1L, at));
            }
        }
        select.setGroupBy(places.isEmpty() ? null : new SqlNodeList(places, at));
    }

    private static @Nullable Object operatorOf(SqlNode node) {
        return node instanceof SqlCall call ? call.getOperator() : null;
    }

    /** Tests for an aggregate, or a window function over groups. */
    private static boolean aggregates(SqlNode value) {
        return SqlNodeSearch.anyOutsideSubqueries(
                value,
                node -> node instanceof SqlCall call
                        && (call.getKind() == SqlKind.OVER
                                || Aggregates.NAMES.contains(SqlNodes.nameOf(call))
                                || FunctionTemplates.all()
                                        .standard(call)
                                        .filter(SelectSpellings::aggregates)
                                        .isPresent()));
    }

    private static void keepFirst(SqlSelect select, List<SqlNode> keys, SqlNodeList order) {
        if (select.getQualify() != null) {
            throw new CalciteException("DISTINCT ON and QUALIFY both choose rows: write QUALIFY alone", null);
        }
        SqlParserPos at = SqlParserPos.ZERO;
        SqlNodeList columns = select.getSelectList();
        List<SqlNode> partition =
                keys.stream().map(key -> resolved(key, columns)).toList();
        List<SqlNode> sorted = order.stream().map(key -> sortKey(key, columns)).toList();
        SqlWindow window = SqlWindow.create(
                null,
                null,
                new SqlNodeList(partition, at),
                new SqlNodeList(sorted, at),
                SqlLiteral.createBoolean(false, at),
                null,
                null,
                null,
                SqlWindow.createExcludeNoOthers(at),
                at);
        SqlNode row = SqlStdOperatorTable.OVER.createCall(at, SqlStdOperatorTable.ROW_NUMBER.createCall(at), window);
        select.setQualify(SqlStdOperatorTable.EQUALS.createCall(at, row, SqlNodes.number(1, at)));
    }

    private static SqlNode sortKey(SqlNode key, SqlNodeList columns) {
        return switch (key.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
                SqlCall sort = (SqlCall) key;
                yield sort.getOperator().createCall(key.getParserPosition(), sortKey(sort.operand(0), columns));
            }
            default -> resolved(key, columns);
        };
    }

    /** Resolves a number as the place of a column, and a name as the alias of one. */
    private static SqlNode resolved(SqlNode key, SqlNodeList columns) {
        if (key instanceof SqlNumericLiteral number && number.isInteger()) {
            int place = number.intValue(true);
            if (place >= 1 && place <= columns.size()) {
                return SqlNodeCopy.of(unnamed(columns.get(place - 1)));
            }
        }
        if (key instanceof SqlIdentifier name && name.isSimple()) {
            for (SqlNode column : columns) {
                if (column.getKind() == SqlKind.AS
                        && ((SqlCall) column).operand(1) instanceof SqlIdentifier alias
                        && alias.getSimple().equalsIgnoreCase(name.getSimple())) {
                    return SqlNodeCopy.of(unnamed(column));
                }
            }
        }
        return SqlNodeCopy.of(key);
    }

    private static SqlNode unnamed(SqlNode column) {
        SqlNode value = column.getKind() == SqlKind.AS ? ((SqlCall) column).operand(0) : column;
        if (value instanceof SqlIdentifier name && name.isStar()) {
            throw new CalciteException(
                    "DISTINCT ON and its order count columns, which " + value + " hides: write their names", null);
        }
        if (SqlNodeCopy.hasParameter(value)) {
            throw new CalciteException("DISTINCT ON and its order cannot have a parameter: write its value", null);
        }
        return value;
    }

    /** Collects the names at their first use, for there are some hundred operators. */
    private static final class Aggregates {

        private static final Set<String> NAMES = Stream.concat(
                        SqlLibraryOperatorTableFactory.INSTANCE
                                .getOperatorTable(SqlLibrary.values())
                                .getOperatorList()
                                .stream(),
                        EngineFunctions.table().getOperatorList().stream())
                .filter(operator -> operator.isAggregator())
                .map(operator -> operator.getName().toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());

        private Aggregates() {}
    }
}
