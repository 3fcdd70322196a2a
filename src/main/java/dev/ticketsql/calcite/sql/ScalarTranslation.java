package dev.ticketsql.calcite.sql;

import dev.ticketsql.calcite.function.EngineFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Writes expressions. An operator is native if DuckDB or a macro has it. For any other, the largest expression around
 * it that DuckDB lacks is compiled into one function, whose arguments are native again.
 */
final class ScalarTranslation implements ExpressionWriter {

    private static final Map<SqlKind, String> COMPARISONS = Map.of(
            SqlKind.EQUALS, "=",
            SqlKind.NOT_EQUALS, "<>",
            SqlKind.LESS_THAN, "<",
            SqlKind.LESS_THAN_OR_EQUAL, "<=",
            SqlKind.GREATER_THAN, ">",
            SqlKind.GREATER_THAN_OR_EQUAL, ">=",
            SqlKind.IS_DISTINCT_FROM, "IS DISTINCT FROM",
            SqlKind.IS_NOT_DISTINCT_FROM, "IS NOT DISTINCT FROM");

    private static final Map<SqlKind, String> TESTS = Map.of(
            SqlKind.IS_NULL, "IS NULL",
            SqlKind.IS_NOT_NULL, "IS NOT NULL",
            SqlKind.IS_UNKNOWN, "IS NULL",
            SqlKind.IS_TRUE, "IS TRUE",
            SqlKind.IS_NOT_TRUE, "IS NOT TRUE",
            SqlKind.IS_FALSE, "IS FALSE",
            SqlKind.IS_NOT_FALSE, "IS NOT FALSE");

    /** DuckDB's {@code max_expression_depth}. */
    private static final int MAX_LEVELS = 1_000;

    private final RexBuilder rexBuilder;
    private final JavaFunctions functions;
    private final SubQueryTranslation subQueries;
    private final WindowTranslation windows;
    private final JsonTranslation json;
    private final ConnectiveTranslation connectives;
    private final CompiledCallTranslation compiledCalls;
    private int level;

    /**
     * @param rexBuilder makes the calls that replace others
     * @param functions collects the compiled functions
     * @param writer writes subqueries
     */
    ScalarTranslation(RexBuilder rexBuilder, JavaFunctions functions, QueryWriter writer) {
        this.rexBuilder = rexBuilder;
        this.functions = functions;
        this.subQueries = new SubQueryTranslation(writer, this);
        this.windows = new WindowTranslation(this);
        this.json = new JsonTranslation(rexBuilder, this);
        this.connectives = new ConnectiveTranslation(this);
        this.compiledCalls = new CompiledCallTranslation(rexBuilder, functions, this, ScalarTranslation::isNative);
    }

    /** {@code expression} as SQL that can stand anywhere, in parentheses where it needs them. */
    @Override
    public String sql(RexNode expression, Scope scope) {
        if (expression instanceof RexInputRef column) {
            return scope.columns().get(column.getIndex());
        }
        if (expression instanceof RexLiteral literal) {
            return EngineLiterals.typed(literal);
        }
        if (expression instanceof RexFieldAccess access) {
            return field(access, scope);
        }
        if (expression instanceof RexSubQuery subQuery) {
            return subQueries.sql(subQuery, scope);
        }
        if (expression instanceof RexOver over) {
            return windows.sql(over, scope);
        }
        if (expression instanceof RexDynamicParam parameter) {
            throw new IllegalStateException("parameter " + (parameter.getIndex() + 1) + " has no value");
        }
        if (expression instanceof RexCall call) {
            return nested(call, scope);
        }
        throw new UnsupportedSqlException("TicketSQL cannot run " + expression + " in this place");
    }

    /**
     * Refuses an expression that is too deep for DuckDB before its text is written, whose size grows with the square of
     * the depth.
     */
    private String nested(RexCall call, Scope scope) {
        if (level == MAX_LEVELS) {
            throw new UnsupportedSqlException("the statement is nested too deeply: an expression may have " + MAX_LEVELS
                    + " levels; split it into parts, as a sum into several in parentheses");
        }
        level++;
        try {
            return natively(call, scope).orElseGet(() -> compiledCalls.sql(call, scope));
        } finally {
            level--;
        }
    }

    /**
     * Writes the condition of a filter, in which a comparison that is always NULL is FALSE. DuckDB 2.0 takes {@code a
     * >= 'x' AND NULL} for {@code a >= 'x'} below a LEFT JOIN of a FULL JOIN.
     */
    @Override
    public String condition(RexNode condition, Scope scope) {
        return sql(withoutUnknown(condition), scope);
    }

    private RexNode withoutUnknown(RexNode condition) {
        if (!(condition instanceof RexCall call)) {
            return RexLiteral.isNullLiteral(condition) ? rexBuilder.makeLiteral(false) : condition;
        }
        if (call.getKind() == SqlKind.AND || call.getKind() == SqlKind.OR) {
            return call.clone(
                    call.getType(),
                    call.getOperands().stream().map(this::withoutUnknown).toList());
        }
        boolean isUnknown = SqlKind.COMPARISON.contains(call.getKind())
                && call.getKind() != SqlKind.IS_DISTINCT_FROM
                && call.getKind() != SqlKind.IS_NOT_DISTINCT_FROM
                && call.getOperands().stream().anyMatch(RexUtil::isNull);
        return isUnknown ? rexBuilder.makeLiteral(false) : condition;
    }

    private String field(RexFieldAccess access, Scope scope) {
        if (access.getReferenceExpr() instanceof RexCorrelVariable row) {
            return scope.rowOf(row.id)
                    .map(columns -> columns.get(access.getField().getIndex()))
                    .orElseThrow(() -> new UnsupportedSqlException("a subquery refers to a row outside that it cannot"
                            + " see: name what it needs in a join instead"));
        }
        return "(" + sql(access.getReferenceExpr(), scope) + ")."
                + EngineTypes.quoted(access.getField().getName());
    }

    /** {@code call} in DuckDB's own SQL; empty if DuckDB lacks the operator. */
    private Optional<String> natively(RexCall call, Scope scope) {
        List<RexNode> operands = call.getOperands();
        SqlKind kind = call.getKind();
        if (ToCharTranslation.isNative(call)) {
            return Optional.of(ToCharTranslation.sql(call, sql(operands.get(0), scope)));
        }
        if (call.getOperator() instanceof EngineFunction function) {
            functions.addThoseOf(function);
            return Optional.of("(" + function.sql(sql(operands, scope), EngineTypes.nameOf(call.getType())) + ")");
        }
        if (COMPARISONS.containsKey(kind)) {
            return Optional.of("(" + sql(operands.get(0), scope) + " " + COMPARISONS.get(kind) + " "
                    + sql(operands.get(1), scope) + ")");
        }
        if (TESTS.containsKey(kind) && operands.get(0).getType().isStruct()) {
            return Optional.of(testOfRow(operands.get(0), TESTS.get(kind), scope));
        }
        if (TESTS.containsKey(kind)) {
            return Optional.of("(" + sql(operands.get(0), scope) + " " + TESTS.get(kind) + ")");
        }
        return switch (kind) {
            case AND -> Optional.of(connectives.sql(call, " AND ", scope));
            case OR -> Optional.of(connectives.sql(call, " OR ", scope));
            case NOT -> Optional.of("(NOT " + sql(operands.get(0), scope) + ")");
            case SEARCH -> Optional.of(new SearchTranslation(rexBuilder, this).sql(call, scope));
            case CASE -> Optional.of(choice(call, scope));
            case CAST, SAFE_CAST ->
                CastTranslation.isPlain(call)
                        ? CastTranslation.sql(call, sql(operands.get(0), scope))
                        : Optional.empty();
            case JSON_TYPE -> Optional.of(JsonConstruction.marked(operands.get(0), sql(operands.get(0), scope)));
            case ROW -> Optional.of(sql(operands, scope).stream().collect(Collectors.joining(", ", "ROW(", ")")));
            case ARRAY_VALUE_CONSTRUCTOR, MULTISET_VALUE_CONSTRUCTOR -> Optional.of(list(call, scope));
            default ->
                JsonConstruction.isNative(call)
                        ? Optional.of(new JsonConstruction(this).sql(call, scope))
                        : JsonTranslation.isNative(call)
                                ? json.sql(call, scope)
                                : NativeOperators.sql(call, () -> sql(operands, scope));
        };
    }

    /** Tests a row by its values: {@code IS NULL} is true if all of them are NULL, {@code IS NOT NULL} if none is. */
    private String testOfRow(RexNode row, String test, Scope scope) {
        List<String> values = row instanceof RexCall call && call.getKind() == SqlKind.ROW
                ? sql(call.getOperands(), scope)
                : IntStream.rangeClosed(1, row.getType().getFieldCount())
                        .mapToObj(place -> "struct_extract_at(" + sql(row, scope) + ", " + place + ")")
                        .toList();
        return values.stream().map(value -> value + " " + test).collect(Collectors.joining(" AND ", "(", ")"));
    }

    private String choice(RexCall call, Scope scope) {
        List<RexNode> operands = call.getOperands();
        StringBuilder text = new StringBuilder("CASE");
        for (int index = 0; index + 1 < operands.size(); index += 2) {
            text.append(" WHEN ")
                    .append(sql(operands.get(index), scope))
                    .append(" THEN ")
                    .append(sql(operands.get(index + 1), scope));
        }
        text.append(" ELSE ")
                .append(sql(operands.get(operands.size() - 1), scope))
                .append(" END");
        return isOfKnownTexts(call) ? "ltrim(" + text + ", '')" : text.toString();
    }

    /**
     * Tests for a CASE of constant texts and NULL. DuckDB 2.0 fails where it compares one with any other text,
     * {@code CASE WHEN id = -1 THEN 'a' END = 'b'}, since its statistics do not count NULL. LTRIM of no characters
     * leaves the text as it is and hides the constants.
     */
    private static boolean isOfKnownTexts(RexCall choice) {
        List<RexNode> operands = choice.getOperands();
        List<RexNode> values = IntStream.range(0, operands.size())
                .filter(index -> index % 2 == 1 || index == operands.size() - 1)
                .mapToObj(operands::get)
                .toList();
        return EngineTypes.isText(choice.getType())
                && values.stream().allMatch(RexUtil::isConstant)
                && values.stream().anyMatch(value -> RexUtil.isNullLiteral(value, true));
    }

    private String list(RexCall call, Scope scope) {
        String elements = sql(call.getOperands(), scope).stream().collect(Collectors.joining(", ", "[", "]"));
        return EngineLiterals.cast(elements, EngineTypes.nameOf(call.getType()));
    }

    /** Tests whether DuckDB has {@code node}'s own operator. */
    private static boolean isNative(RexNode node) {
        if (!(node instanceof RexCall call) || node instanceof RexOver || node instanceof RexSubQuery) {
            return true;
        }
        SqlKind kind = call.getKind();
        if (call.getOperator() instanceof EngineFunction || COMPARISONS.containsKey(kind) || TESTS.containsKey(kind)) {
            return true;
        }
        return switch (kind) {
            case AND, OR, NOT, SEARCH, CASE, ROW, ARRAY_VALUE_CONSTRUCTOR, MULTISET_VALUE_CONSTRUCTOR -> true;
            case CAST, SAFE_CAST ->
                CastTranslation.isPlain(call) && CastTranslation.sql(call, "x").isPresent();
            default ->
                JsonConstruction.isNative(call)
                        || JsonTranslation.isNative(call)
                        || NativeOperators.sql(
                                        call,
                                        () -> call.getOperands().stream()
                                                .map(any -> "x")
                                                .toList())
                                .isPresent();
        };
    }
}
