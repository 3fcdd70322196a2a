package dev.ticketsql.calcite.parser;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.util.Util;

/**
 * Names the columns of a result that a statement leaves without a name, as PostgreSQL does: {@code count} for
 * {@code COUNT(*)}, {@code ?column?} for an operator. They are labels of the result; {@link DerivedTableLabels} gives
 * them to what a statement can refer to.
 */
public final class ColumnLabels {

    private static final Label UNKNOWN = new Label("?column?", Rank.NONE);

    /** Casts that are functions for Calcite. */
    private static final Set<String> CASTS = Set.of("TRY_CAST", "SAFE_CAST");

    /** PostgreSQL's names of types. */
    private static final Map<String, String> TYPES = Map.of(
            "SMALLINT", "int2",
            "INTEGER", "int4",
            "BIGINT", "int8",
            "REAL", "float4",
            "FLOAT", "float8",
            "DOUBLE", "float8",
            "BOOLEAN", "bool",
            "DECIMAL", "numeric",
            "CHAR", "bpchar");

    /** How well a name fits: that of a column or of a function goes before that of a type. */
    private enum Rank {
        NONE,
        TYPE,
        NAME
    }

    private record Label(String text, Rank rank) {}

    /**
     * An item of the select list.
     *
     * @param isStar true if it may stand for several columns
     * @param label that of its column, if the statement gives it no name
     */
    private record Item(boolean isStar, Optional<String> label) {}

    private final List<Item> items;

    private ColumnLabels(List<Item> items) {
        this.items = items;
    }

    /** The labels of a statement as it was parsed, before it is rewritten. */
    static ColumnLabels of(SqlNode statement) {
        List<SqlNode> expressions = items(statement);
        List<Item> items = new ArrayList<>(expressions.size());
        for (int item = 0; item < expressions.size(); item++) {
            SqlNode expression = expressions.get(item);
            items.add(new Item(isStar(expression), label(statement, item, expression)));
        }
        return new ColumnLabels(items);
    }

    /**
     * The labels of the statement's columns.
     *
     * @param columns their number
     * @return for each column its label, if the statement gives it no name
     */
    public List<Optional<String>> ofColumns(int columns) {
        List<Optional<String>> labels = new ArrayList<>(Collections.nCopies(columns, Optional.empty()));
        for (int item = 0;
                item < Math.min(items.size(), columns) && !items.get(item).isStar();
                item++) {
            labels.set(item, items.get(item).label());
        }
        // Columns behind a star are counted from the end.
        for (int back = 1; back <= Math.min(items.size(), columns); back++) {
            Item item = items.get(items.size() - back);
            if (item.isStar()) {
                break;
            }
            labels.set(columns - back, item.label());
        }
        return labels;
    }

    private static Optional<String> label(SqlNode statement, int item, SqlNode expression) {
        if (expression.getKind() == SqlKind.AS || expression instanceof SqlIdentifier) {
            return Optional.empty();
        }
        boolean isRow = first(statement).getKind() == SqlKind.VALUES;
        return Optional.of(isRow ? "column" + (item + 1) : labelOf(expression).text());
    }

    /** The label of an item of a select list; empty if it has a name, or stands for several columns. */
    static Optional<String> ofItem(SqlNode item) {
        boolean isNamed = item.getKind() == SqlKind.AS
                || item instanceof SqlIdentifier
                || isStar(item)
                || SyntaxMarker.DISTINCT_ON.isCall(item);
        return isNamed ? Optional.empty() : Optional.of(labelOf(item).text());
    }

    private static boolean isStar(SqlNode item) {
        return item instanceof SqlIdentifier name
                ? name.isStar()
                : item instanceof SqlStarExclude || item instanceof SqlStarReplace;
    }

    /** The query whose columns name those of the statement. */
    static SqlNode first(SqlNode statement) {
        if (statement instanceof SqlOrderBy order) {
            return first(order.query);
        }
        if (statement instanceof SqlWith with) {
            return first(with.body);
        }
        return SqlKind.SET_QUERY.contains(statement.getKind()) ? first(((SqlCall) statement).operand(0)) : statement;
    }

    private static List<SqlNode> items(SqlNode statement) {
        SqlNode query = first(statement);
        if (query instanceof SqlSelect select) {
            return select.getSelectList().stream()
                    .filter(item -> !SyntaxMarker.DISTINCT_ON.isCall(item))
                    .toList();
        }
        return query.getKind() == SqlKind.VALUES && ((SqlCall) query).operand(0) instanceof SqlCall row
                ? row.getOperandList()
                : List.of();
    }

    private static Label labelOf(SqlNode expression) {
        if (expression instanceof SqlIdentifier name) {
            return new Label(Util.last(name.names), Rank.NAME);
        }
        if (expression instanceof SqlUnknownLiteral literal) {
            return new Label(literal.tag.toLowerCase(Locale.ROOT), Rank.TYPE);
        }
        if (expression instanceof SqlLiteral literal) {
            return switch (literal.getTypeName().getFamily()) {
                case INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH -> new Label("interval", Rank.TYPE);
                default -> UNKNOWN;
            };
        }
        return expression instanceof SqlCall call ? ofCall(call) : UNKNOWN;
    }

    private static Label ofCall(SqlCall call) {
        return switch (call.getKind()) {
            case SELECT, ORDER_BY, WITH, UNION, INTERSECT, EXCEPT, VALUES -> ofSubquery(call);
            case CAST -> ofCast(call.operand(0), call.operand(1));
            case CASE -> ofCase((SqlCase) call);
            case OVER, FILTER, WITHIN_GROUP, WITHIN_DISTINCT, IGNORE_NULLS, RESPECT_NULLS, ITEM ->
                labelOf(call.operand(0));
            case ARRAY_VALUE_CONSTRUCTOR, ARRAY_QUERY_CONSTRUCTOR -> new Label("array", Rank.NAME);
            case TRIM -> new Label(trim(call), Rank.NAME);
            case AS -> labelOf(call.operand(1));
            default -> ofOperator(call);
        };
    }

    private static Label ofSubquery(SqlCall query) {
        List<SqlNode> items = items(query);
        return items.isEmpty() || isStar(items.get(0)) ? UNKNOWN : labelOf(items.get(0));
    }

    private static Label ofCast(SqlNode value, SqlNode type) {
        Label inner = labelOf(value);
        return inner.rank() == Rank.NAME || !(type instanceof SqlDataTypeSpec spec)
                ? inner
                : new Label(type(spec.getTypeNameSpec()), Rank.TYPE);
    }

    private static String type(SqlTypeNameSpec type) {
        // The grammar's marker of an interval is a name with more behind a colon.
        String name =
                Util.last(type.getTypeName().names).toUpperCase(Locale.ROOT).replaceFirst(":.*", "");
        return TYPES.getOrDefault(name, name.toLowerCase(Locale.ROOT));
    }

    private static Label ofCase(SqlCase call) {
        SqlNode otherwise = call.getElseOperand();
        Label inner = otherwise == null ? UNKNOWN : labelOf(otherwise);
        return inner.rank() == Rank.NAME ? inner : new Label("case", Rank.TYPE);
    }

    private static String trim(SqlCall call) {
        boolean hasSide = call.operand(0) instanceof SqlLiteral side
                && side.getValue() instanceof SqlTrimFunction.Flag flag
                && flag != SqlTrimFunction.Flag.BOTH;
        return !hasSide
                ? "btrim"
                : ((SqlLiteral) call.operand(0)).getValue() == SqlTrimFunction.Flag.LEADING ? "ltrim" : "rtrim";
    }

    private static Label ofOperator(SqlCall call) {
        String name = call.getOperator().getName();
        if (CASTS.contains(name)) {
            return ofCast(call.operand(0), call.operand(1));
        }
        if (name.startsWith("INTERVAL:")) {
            return new Label("interval", Rank.TYPE);
        }
        if (name.equals("AT TIME ZONE")) {
            return new Label("timezone", Rank.NAME);
        }
        String function = SqlNodes.nameOf(call).replaceAll("^\\{FN |}$", "");
        boolean isFunction = switch (call.getOperator().getSyntax()) {
            case FUNCTION, FUNCTION_STAR, FUNCTION_ID, FUNCTION_ID_CONSTANT, ORDERED_FUNCTION -> true;
            default -> call.getKind() == SqlKind.ROW || call.getKind() == SqlKind.EXISTS;
        };
        return isFunction && function.matches("\\w+")
                ? new Label(function.toLowerCase(Locale.ROOT), Rank.NAME)
                : UNKNOWN;
    }
}
