package dev.ticketsql.calcite.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Writes {@code JSON_OBJECT} and {@code JSON_ARRAY}: members in the order in which they are written, times as ISO 8601,
 * as in PostgreSQL. Calcite's own code writes times as numbers, and members in the order of a hash.
 */
final class JsonConstruction {

    private final ExpressionWriter scalars;

    JsonConstruction(ExpressionWriter scalars) {
        this.scalars = scalars;
    }

    /** Writes a value as JSON, NULL where it is NULL; a value of type ANY is JSON already. */
    static String json(String value, RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case ANY -> value;
            case TIMESTAMP -> "to_json(replace(CAST(" + value + " AS VARCHAR), ' ', 'T'))";
            // The engine would make a DOUBLE of it first.
            case DECIMAL -> "CAST(" + value + " AS VARCHAR)";
            case DOUBLE, FLOAT, REAL -> "ts_double_text(" + value + ")";
            default -> "to_json(" + value + ")";
        };
    }

    /**
     * Writes a value that Calcite marks as JSON: the text of JSON_VALUE is quoted, other functions give JSON already.
     */
    static String marked(RexNode function, String value) {
        boolean isText = function instanceof RexCall call
                && call.getOperator().getName().toUpperCase(Locale.ROOT).equals("JSON_VALUE");
        return isText ? "CAST(to_json(" + value + ") AS VARCHAR)" : value;
    }

    /** Tests whether this class writes {@code call}. */
    static boolean isNative(RexCall call) {
        String name = call.getOperator().getName();
        return name.equals("JSON_OBJECT") || name.equals("JSON_ARRAY");
    }

    String sql(RexCall call, Scope scope) {
        boolean isObject = call.getOperator().getName().equals("JSON_OBJECT");
        List<RexNode> operands = call.getOperands();
        boolean isNullKept = ((RexLiteral) operands.get(0)).getValue() == SqlJsonConstructorNullClause.NULL_ON_NULL;
        List<String> parts = new ArrayList<>();
        for (int operand = isObject ? 2 : 1; operand < operands.size(); operand += isObject ? 2 : 1) {
            String value = "CAST(" + value(operands.get(operand), scope) + " AS VARCHAR)";
            String kept = isNullKept ? "coalesce(" + value + ", 'null')" : value;
            parts.add(isObject ? name(operands.get(operand - 1), scope) + " || ':' || " + kept : kept);
        }
        String joined = "coalesce(array_to_string(CAST([" + String.join(", ", parts) + "] AS VARCHAR[]), ','), '')";
        return isObject ? "('{' || " + joined + " || '}')" : "('[' || " + joined + " || ']')";
    }

    private String name(RexNode node, Scope scope) {
        return "CAST(to_json(CAST(" + scalars.sql(node, scope) + " AS VARCHAR)) AS VARCHAR)";
    }

    private String value(RexNode node, Scope scope) {
        if (node instanceof RexCall call && call.getKind() == SqlKind.JSON_VALUE_EXPRESSION) {
            return "ts_json_text(" + scalars.sql(call.getOperands().get(0), scope) + ")";
        }
        return node.getType().getSqlTypeName() == SqlTypeName.NULL
                ? "NULL"
                : json(scalars.sql(node, scope), node.getType());
    }
}
