package dev.ticketsql.calcite.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlJsonQueryEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryWrapperBehavior;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Writes JSON functions whose results are not text, and JSON_VALUE of simple paths. A typed value is cast from the
 * JSON's text; it is NULL if the path leads to several values or the cast fails, unless the call has ERROR ON ERROR. A
 * list is a JSON array whose elements are text, objects among them as JSON.
 */
final class JsonTranslation {

    /**
     * Paths of members, places and the last place, which both engines read alike; Calcite's library reads all others.
     */
    private static final Pattern SIMPLE_PATH = Pattern.compile("\\$(\\.[A-Za-z_][A-Za-z0-9_]*|\\[(\\d+|last)])*");

    /** A wildcard, a filter or a descent: such a path leads to a list. */
    private static final Pattern LEADS_TO_SEVERAL = Pattern.compile("\\*|\\.\\.|\\?\\(");

    private final RexBuilder rexBuilder;
    private final ExpressionWriter scalars;

    JsonTranslation(RexBuilder rexBuilder, ExpressionWriter scalars) {
        this.rexBuilder = rexBuilder;
        this.scalars = scalars;
    }

    Optional<String> sql(RexCall call, Scope scope) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        RelDataType type = call.getType();
        if (name.equals("JSON_VALUE")) {
            return EngineTypes.isText(type)
                    ? value(call, scope)
                    : CastTranslation.sql(scalars.sql(asText(call), scope), text(), type, !isStrict(call));
        }
        if (name.equals("JSON_QUERY") && type.getSqlTypeName() == SqlTypeName.ARRAY) {
            String list = "ts_json_list(" + scalars.sql(asText(call), scope) + ")";
            RelDataType element = EngineTypes.component(type);
            return EngineTypes.isText(element)
                    ? Optional.of(list)
                    : CastTranslation.sql("e", text(), element, !isStrict(call))
                            .map(cast -> "[" + cast + " FOR e IN " + list + "]");
        }
        return Optional.empty();
    }

    /** Writes the scalar at the end of a simple path, or the only one of a path that leads to several places. */
    private Optional<String> value(RexCall call, Scope scope) {
        Optional<String> path = simple(call);
        if (path.isPresent()) {
            String place = path.get().replace("[last]", "[#-1]");
            return Optional.of("ts_json_value(" + scalars.sql(call.getOperands().get(0), scope) + ", "
                    + EngineLiterals.text(place) + ")");
        }
        return leadsToSeveral(call)
                ? Optional.of("ts_json_only(" + scalars.sql(asQuery(call), scope) + ")")
                : Optional.empty();
    }

    private RexNode asQuery(RexCall call) {
        return rexBuilder.makeCall(
                text(),
                SqlStdOperatorTable.JSON_QUERY,
                List.of(
                        call.getOperands().get(0),
                        call.getOperands().get(1),
                        rexBuilder.makeFlag(SqlJsonQueryWrapperBehavior.WITHOUT_ARRAY),
                        rexBuilder.makeFlag(SqlJsonQueryEmptyOrErrorBehavior.NULL),
                        rexBuilder.makeFlag(SqlJsonQueryEmptyOrErrorBehavior.NULL)));
    }

    /** Tests whether this class writes {@code call}. */
    static boolean isNative(RexCall call) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        return (name.equals("JSON_VALUE")
                        && (!EngineTypes.isText(call.getType()) || simple(call).isPresent() || leadsToSeveral(call)))
                || (name.equals("JSON_QUERY") && call.getType().getSqlTypeName() == SqlTypeName.ARRAY);
    }

    private static Optional<String> simple(RexCall call) {
        return path(call).filter(text -> SIMPLE_PATH.matcher(text).matches());
    }

    private static boolean leadsToSeveral(RexCall call) {
        return path(call).filter(text -> LEADS_TO_SEVERAL.matcher(text).find()).isPresent();
    }

    /** Path of a call without further clauses. */
    private static Optional<String> path(RexCall call) {
        if (call.operandCount() != 2 || !(call.getOperands().get(1) instanceof RexLiteral path) || path.isNull()) {
            return Optional.empty();
        }
        return Optional.ofNullable(path.getValueAs(String.class));
    }

    private RelDataType text() {
        RelDataTypeFactory types = rexBuilder.getTypeFactory();
        return types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true);
    }

    private RexNode asText(RexCall call) {
        return call.clone(text(), call.getOperands());
    }

    private static boolean isStrict(RexCall call) {
        List<RexNode> operands = call.getOperands();
        for (int index = 2; index < operands.size(); index++) {
            if (operands.get(index) instanceof RexLiteral flag
                    && (flag.getValue() == SqlJsonValueEmptyOrErrorBehavior.ERROR
                            || flag.getValue() == SqlJsonQueryEmptyOrErrorBehavior.ERROR)) {
                return true;
            }
        }
        return false;
    }
}
