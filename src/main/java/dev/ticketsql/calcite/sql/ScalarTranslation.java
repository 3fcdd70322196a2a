package dev.ticketsql.calcite.sql;

import dev.ticketsql.calcite.function.EngineFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.rel.type.RelDataType;
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
 * Writes expressions. An operator is native, where the engine has it or a macro does, or compiled: then the largest
 * expression around it that the engine lacks becomes one function, whose arguments are native again.
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

    private static final Set<String> GROUP_WINDOWS = Set.of("TUMBLE", "HOP", "SESSION");

    private static final int MAX_CHAINED = 16;

    /** DuckDB's {@code max_expression_depth}. */
    private static final int MAX_LEVELS = 1_000;

    /**
     * Of more alternatives DuckDB does not see that they are conjunctions: it looks for what all of them have in
     * common, in a time that grows with the square of their number, 6 s for 2,000.
     */
    private static final int MAX_DISTRIBUTED = 100;

    private final RexBuilder rexBuilder;
    private final CompiledFunctions functions;
    private final SubQueryTranslation subQueries;
    private final WindowTranslation windows;
    private final JsonTranslation json;
    private int level;

    /**
     * @param rexBuilder expands what the engine has no word for
     * @param functions takes the functions that have to be compiled
     * @param writer writes subqueries
     */
    ScalarTranslation(RexBuilder rexBuilder, CompiledFunctions functions, QueryWriter writer) {
        this.rexBuilder = rexBuilder;
        this.functions = functions;
        this.subQueries = new SubQueryTranslation(writer, this);
        this.windows = new WindowTranslation(this);
        this.json = new JsonTranslation(rexBuilder, this);
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

    /** Refuses what the engine would refuse, before a text is made whose size grows with the square of the depth. */
    private String nested(RexCall call, Scope scope) {
        if (level == MAX_LEVELS) {
            throw new UnsupportedSqlException("the statement is nested too deeply: an expression may have " + MAX_LEVELS
                    + " levels; split it into parts, as a sum into several in parentheses");
        }
        level++;
        try {
            return natively(call, scope).orElseGet(() -> compiled(call, scope));
        } finally {
            level--;
        }
    }

    /**
     * {@code condition} where rows are kept for which it is true: what is always NULL is FALSE there. DuckDB 2.0 takes
     * {@code a >= 'x' AND NULL} for {@code a >= 'x'} below a LEFT JOIN of a FULL JOIN.
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
                && call.getOperands().stream().anyMatch(ScalarTranslation::isNull);
        return isUnknown ? rexBuilder.makeLiteral(false) : condition;
    }

    private static boolean isNull(RexNode operand) {
        return (operand instanceof RexCall cast && cast.getKind() == SqlKind.CAST)
                ? isNull(cast.getOperands().get(0))
                : RexLiteral.isNullLiteral(operand);
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

    /** {@code call} in words of the engine, empty if it has none for the operator. */
    private Optional<String> natively(RexCall call, Scope scope) {
        List<RexNode> operands = call.getOperands();
        SqlKind kind = call.getKind();
        if (call.getOperator() instanceof EngineFunction function) {
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
            case AND -> Optional.of(chain(call, SqlKind.AND, " AND ", scope));
            case OR -> Optional.of(chain(call, SqlKind.OR, " OR ", scope));
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
            case COALESCE ->
                Optional.of(String.join(", ", sql(operands, scope))).map(values -> "coalesce(" + values + ")");
            default ->
                JsonConstruction.isNative(call)
                        ? Optional.of(new JsonConstruction(this).sql(call, scope))
                        : JsonTranslation.isNative(call)
                                ? json.sql(call, scope)
                                : NativeOperators.sql(call, () -> sql(operands, scope));
        };
    }

    /** {@code IS NULL} is true of a row all of whose values are NULL, {@code IS NOT NULL} of one none of whose are. */
    private String testOfRow(RexNode row, String test, Scope scope) {
        List<String> values = row instanceof RexCall call && call.getKind() == SqlKind.ROW
                ? sql(call.getOperands(), scope)
                : IntStream.rangeClosed(1, row.getType().getFieldCount())
                        .mapToObj(place -> "struct_extract_at(" + sql(row, scope) + ", " + place + ")")
                        .toList();
        return values.stream().map(value -> value + " " + test).collect(Collectors.joining(" AND ", "(", ")"));
    }

    /** A chain of one connective as a tree as flat as it can be: the engine reads each level by recursion. */
    private String chain(RexCall call, SqlKind kind, String connective, Scope scope) {
        List<RexNode> leaves = new ArrayList<>();
        List<RexNode> open = new ArrayList<>(List.of(call));
        while (!open.isEmpty()) {
            RexNode next = open.remove(open.size() - 1);
            if (next instanceof RexCall nested && nested.getKind() == kind) {
                for (int operand = nested.getOperands().size() - 1; operand >= 0; operand--) {
                    open.add(nested.getOperands().get(operand));
                }
            } else {
                leaves.add(next);
            }
        }
        return balanced(kind == SqlKind.OR ? alternatives(leaves, scope) : sql(leaves, scope), connective);
    }

    /** Comparisons of one value with many literals are one list, which the engine looks up. */
    private List<String> alternatives(List<RexNode> leaves, Scope scope) {
        Map<RexNode, List<RexNode>> lists = new LinkedHashMap<>();
        List<String> parts = new ArrayList<>();
        for (RexNode leaf : leaves) {
            if (leaf instanceof RexCall call
                    && call.getKind() == SqlKind.EQUALS
                    && call.getOperands().get(1) instanceof RexLiteral literal
                    && !literal.isNull()) {
                lists.computeIfAbsent(call.getOperands().get(0), value -> new ArrayList<>())
                        .add(literal);
            } else if (leaves.size() > MAX_DISTRIBUTED && leaf.getKind() == SqlKind.AND) {
                parts.add("coalesce(" + sql(leaf, scope) + ", NULL)");
            } else {
                parts.add(sql(leaf, scope));
            }
        }
        lists.forEach((value, literals) ->
                parts.add("(" + sql(value, scope) + " IN (" + String.join(", ", sql(literals, scope)) + "))"));
        return parts;
    }

    private static String balanced(List<String> parts, String connective) {
        if (parts.size() <= MAX_CHAINED) {
            return "(" + String.join(connective, parts) + ")";
        }
        int half = parts.size() / 2;
        return "(" + balanced(parts.subList(0, half), connective) + connective
                + balanced(parts.subList(half, parts.size()), connective) + ")";
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
     * Whether DuckDB knows the texts of {@code choice}, some of which are NULL, before it sees a row. Version 2.0 fails
     * where it compares them with a text that is none of these, and its statistics leave NULL alone: {@code CASE WHEN
     * id = -1 THEN 'a' END = 'b'}. Of what LTRIM leaves it knows nothing, and of no characters that is all.
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

    /** Whether the engine has a word for {@code node}'s own operator. */
    private boolean isNative(RexNode node) {
        if (!(node instanceof RexCall call) || node instanceof RexOver || node instanceof RexSubQuery) {
            return true;
        }
        SqlKind kind = call.getKind();
        if (call.getOperator() instanceof EngineFunction || COMPARISONS.containsKey(kind) || TESTS.containsKey(kind)) {
            return true;
        }
        return switch (kind) {
            case AND, OR, NOT, SEARCH, CASE, ROW, ARRAY_VALUE_CONSTRUCTOR, MULTISET_VALUE_CONSTRUCTOR, COALESCE -> true;
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

    /** {@code call} as a call of a compiled function over the nearest native expressions below it. */
    private String compiled(RexCall call, Scope scope) {
        List<RexNode> arguments = new ArrayList<>();
        RexNode body = outlined(call, arguments);
        CompiledFunction function = CompiledFunction.of(
                body, arguments.stream().map(RexNode::getType).toList(), rexBuilder, describe(call));
        functions.add(function);
        List<String> values = new ArrayList<>();
        for (RexNode argument : arguments) {
            values.add(PassedType.of(argument.getType()).toFunction(sql(argument, scope)));
        }
        return PassedType.fromFunction(function.name() + "(" + String.join(", ", values) + ")", call.getType());
    }

    /** {@code node} with its native parts in {@code arguments}, and input columns in their places. */
    private RexNode outlined(RexNode node, List<RexNode> arguments) {
        boolean isInside = node instanceof RexLiteral literal
                ? !PassedType.isPassed(literal.getType())
                : node instanceof RexCall call && (!isNative(call) || !PassedType.isPassed(call.getType()));
        if (!isInside) {
            int known = arguments.indexOf(node);
            if (known < 0) {
                arguments.add(node);
            }
            // The engine may hand over NULL where the plan knows that there is none.
            RelDataType type = rexBuilder.getTypeFactory().createTypeWithNullability(node.getType(), true);
            return new RexInputRef(known < 0 ? arguments.size() - 1 : known, type);
        }
        if (!(node instanceof RexCall call)) {
            return node;
        }
        if (call instanceof RexOver || call instanceof RexSubQuery) {
            throw new UnsupportedSqlException("a subquery or window function of type " + call.getType()
                    + " cannot be the argument of a function");
        }
        if (RexImpTable.INSTANCE.get(call.getOperator()) == null) {
            throw new UnsupportedSqlException(
                    "TicketSQL has no function " + describe(call) + " in this place" + advice(describe(call)));
        }
        List<RexNode> operands = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            // Calcite compiles the FORMAT of a cast into its code.
            boolean isFormat = isCast(call) && !operands.isEmpty();
            operands.add(isFormat ? operand : outlined(operand, arguments));
        }
        return call.clone(call.getType(), operands);
    }

    private static String advice(String function) {
        if (GROUP_WINDOWS.contains(function)) {
            return ": group by FLOOR(\"time\" TO HOUR), or another unit";
        }
        return function.equals("AT TIME ZONE")
                ? ": write LOCAL_TIME(\"time\", 'Asia/Tokyo') for what clocks there show at that time"
                : "";
    }

    private static boolean isCast(RexCall call) {
        return call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST;
    }

    private static String describe(RexCall call) {
        return call.getOperator().getName().toUpperCase(Locale.ROOT).replace("$", "");
    }
}
