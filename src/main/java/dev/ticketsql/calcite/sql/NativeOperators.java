package dev.ticketsql.calcite.sql;

import dev.ticketsql.calcite.function.SqlTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Operators that DuckDB has itself, or by a macro of {@code engine-macros.sql}, each with its SQL. Others are compiled
 * from Calcite's own code, so that an operator that is left out here is only slower.
 */
final class NativeOperators {

    /** Templates by Calcite's names, of functions with the same arguments and results in both engines. */
    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("UPPER", "upper({0})"),
            Map.entry("INITCAP", "ts_initcap({0})"),
            Map.entry("LOWER", "lower({0})"),
            // Characters, as PostgreSQL counts them, where Java counts UTF-16 units.
            Map.entry("CHAR_LENGTH", "CAST(length({0}) AS INTEGER)"),
            Map.entry("CHARACTER_LENGTH", "CAST(length({0}) AS INTEGER)"),
            Map.entry("LENGTH", "CAST(length({0}) AS INTEGER)"),
            Map.entry("||", "({0} || {1})"),
            Map.entry("REPLACE", "replace({0}, {1}, {2})"),
            Map.entry("TRANSLATE3", "translate({0}, {1}, {2})"),
            Map.entry("SQRT", "ts_sqrt({0})"),
            Map.entry("EXP", "ts_exp({0})"),
            Map.entry("LN", "ts_ln({0})"),
            Map.entry("LOG10", "ts_log10({0})"),
            Map.entry("RAND", "random()"),
            Map.entry("CARDINALITY", "CAST(len({0}) AS INTEGER)"),
            Map.entry("REVERSE", "reverse({0})"),
            Map.entry("REPEAT", "repeat({0}, ts_times({1}, strlen({0})))"),
            Map.entry("SPLIT_PART", "ts_split_part({0}, {1}, {2})"),
            Map.entry("STARTS_WITH", "starts_with({0}, {1})"),
            Map.entry("ENDS_WITH", "ends_with({0}, {1})"),
            Map.entry("LEFT", "left({0}, {1})"),
            Map.entry("RIGHT", "right({0}, {1})"),
            Map.entry("STRPOS", "CAST(strpos({0}, {1}) AS INTEGER)"),
            Map.entry("ASCII", "CAST(ascii({0}) AS INTEGER)"),
            // In PostgreSQL a dot matches the end of a line too.
            Map.entry("REGEXP_LIKE", "regexp_matches({0}, {1}, 's')"),
            Map.entry("REGEXP_CONTAINS", "regexp_matches({0}, {1}, 's')"),
            Map.entry("REGEXP_REPLACE", "regexp_replace({0}, {1}, {2}, 's')"));

    private static final char MAX_ASCII = 0x7F;

    private NativeOperators() {}

    /** {@code call} in DuckDB's SQL; empty if DuckDB lacks the operator. */
    static Optional<String> sql(RexCall call, Supplier<List<String>> operands) {
        Optional<String> arithmetic = ArithmeticOperators.sql(call, operands);
        return arithmetic.isPresent() ? arithmetic : other(call, operands);
    }

    private static Optional<String> other(RexCall call, Supplier<List<String>> operands) {
        return switch (call.getKind()) {
            case FLOOR, CEIL, EXTRACT -> DatetimeOperators.sql(call, operands);
            case LIKE -> Optional.of(like(call, operands.get()));
            case NULLIF -> Optional.of("nullif(" + String.join(", ", operands.get()) + ")");
            case COALESCE -> Optional.of("coalesce(" + String.join(", ", operands.get()) + ")");
            case GREATEST, LEAST -> Optional.of(strict(call.getKind().lowerName, operands.get()));
            case GREATEST_PG -> Optional.of("greatest(" + String.join(", ", operands.get()) + ")");
            case LEAST_PG -> Optional.of("least(" + String.join(", ", operands.get()) + ")");
            case CONCAT_WITH_NULL -> Optional.of("concat(" + String.join(", ", operands.get()) + ")");
            case CONCAT_WS_POSTGRESQL -> Optional.of("concat_ws(" + String.join(", ", operands.get()) + ")");
            case POSIX_REGEX_CASE_SENSITIVE -> filled("regexp_matches({0}, {1}, 's')", operands.get());
            case POSIX_REGEX_CASE_INSENSITIVE -> filled("regexp_matches({0}, {1}, 'si')", operands.get());
            case TRIM -> trim(call, operands);
            case ITEM -> item(call, operands);
            case REINTERPRET -> Optional.of(operands.get().get(0));
            case POSITION ->
                call.operandCount() == 2
                        ? filled("CAST(strpos({1}, {0}) AS INTEGER)", operands.get())
                        : position(call, operands);
            default -> named(call, operands);
        };
    }

    private static Optional<String> named(RexCall call, Supplier<List<String>> operands) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        return switch (name) {
            case "SUBSTRING" ->
                isText(call, 0)
                        ? filled(
                                call.operandCount() == 2 ? "ts_substring({0}, {1})" : "ts_substring_for({0}, {1}, {2})",
                                operands.get())
                        : Optional.empty();
            case "OVERLAY" ->
                isText(call, 0)
                        ? filled(
                                call.operandCount() == 3
                                        ? "ts_overlay({0}, {1}, {2}, length({1}))"
                                        : "ts_overlay({0}, {1}, {2}, {3})",
                                operands.get())
                        : Optional.empty();
            case "ROUND" -> round(call, operands);
            case "POWER" ->
                EngineTypes.isApproximate(call.getType())
                        ? filled("ts_power(CAST({0} AS DOUBLE), CAST({1} AS DOUBLE))", operands.get())
                        : Optional.empty();
            case "SQRT", "EXP", "LN", "LOG10" ->
                filled(template(name).replace("{0}", "CAST({0} AS DOUBLE)"), operands.get());
            case "||" ->
                isText(call, 0) || call.getType().getSqlTypeName() == SqlTypeName.ARRAY
                        ? filled(template(name), operands.get())
                        : Optional.empty();
            case "UPPER", "LOWER", "INITCAP", "CHAR_LENGTH", "CHARACTER_LENGTH", "LENGTH", "REVERSE", "REPEAT" ->
                isText(call, 0) ? filled(template(name), operands.get()) : Optional.empty();
            case "REGEXP_LIKE", "REGEXP_CONTAINS", "LEFT", "RIGHT", "SPLIT_PART", "STARTS_WITH", "ENDS_WITH" ->
                isText(call, 0) && call.operandCount() == template(name).split("\\{").length - 1
                        ? filled(template(name), operands.get())
                        : Optional.empty();
            case "REGEXP_REPLACE" -> replaced(call, operands);
            case "RAND" -> call.operandCount() == 0 ? Optional.of("random()") : Optional.empty();
            default -> FUNCTIONS.containsKey(name) ? filled(template(name), operands.get()) : Optional.empty();
        };
    }

    /** Replaces the first match, or all of them where the flags demand it, as in PostgreSQL. */
    private static Optional<String> replaced(RexCall call, Supplier<List<String>> operands) {
        if (call.operandCount() == 3) {
            return filled(template("REGEXP_REPLACE"), operands.get());
        }
        boolean hasFlags =
                call.operandCount() == 4 && call.getOperands().get(3) instanceof RexLiteral && isText(call, 3);
        return hasFlags ? filled("regexp_replace({0}, {1}, {2}, 's' || {3})", operands.get()) : Optional.empty();
    }

    private static String template(String name) {
        return FUNCTIONS.getOrDefault(name, name);
    }

    private static boolean isText(RexCall call, int operand) {
        return EngineTypes.isText(call.getOperands().get(operand).getType());
    }

    /** {@code template} with {@code operands} in their places. */
    static Optional<String> filled(String template, List<String> operands) {
        return Optional.of(new SqlTemplate(template).sql(operands));
    }

    private static String like(RexCall call, List<String> operands) {
        boolean isInsensitive =
                call.getOperator().getName().toUpperCase(Locale.ROOT).contains("ILIKE");
        boolean isNative = operands.size() == 2 || isNative(call.getOperands().get(2));
        String pattern = isNative ? operands.get(1) : "ts_pattern(" + operands.get(1) + ", " + operands.get(2) + ")";
        String escape = operands.size() == 2 ? "" : " ESCAPE " + (isNative ? operands.get(2) : "'\\'");
        return "(" + operands.get(0) + (isInsensitive ? " ILIKE " : " LIKE ") + pattern + escape + ")";
    }

    /** DuckDB takes an escape of one byte. */
    private static boolean isNative(RexNode escape) {
        String text = escape instanceof RexLiteral literal ? RexLiteral.stringValue(literal) : null;
        return text != null && (text.isEmpty() || (text.length() == 1 && text.charAt(0) <= MAX_ASCII));
    }

    /** GREATEST and LEAST that are NULL if one operand is; DuckDB's leave that one out. */
    private static String strict(String function, List<String> operands) {
        String isNull = String.join(" IS NULL OR ", operands) + " IS NULL";
        return "(CASE WHEN " + isNull + " THEN NULL ELSE " + function + "(" + String.join(", ", operands) + ") END)";
    }

    private static Optional<String> trim(RexCall call, Supplier<List<String>> operands) {
        RexNode flag = call.getOperands().get(0);
        if (!(flag instanceof RexLiteral side) || !isText(call, 2)) {
            return Optional.empty();
        }
        String function = switch ((SqlTrimFunction.Flag) Objects.requireNonNull(side.getValue())) {
            case BOTH -> "trim";
            case LEADING -> "ltrim";
            case TRAILING -> "rtrim";
        };
        return filled(function + "({2}, {1})", operands.get());
    }

    private static Optional<String> position(RexCall call, Supplier<List<String>> operands) {
        return call.operandCount() == 3 && isText(call, 1)
                ? filled("CAST(ts_position_from({0}, {1}, {2}) AS INTEGER)", operands.get())
                : Optional.empty();
    }

    private static Optional<String> item(RexCall call, Supplier<List<String>> operands) {
        SqlTypeName type = call.getOperands().get(0).getType().getSqlTypeName();
        boolean isList = type == SqlTypeName.ARRAY
                && EngineTypes.isWhole(call.getOperands().get(1).getType());
        return isList || type == SqlTypeName.MAP ? filled("({0})[{1}]", operands.get()) : Optional.empty();
    }

    private static Optional<String> round(RexCall call, Supplier<List<String>> operands) {
        RelDataType type = call.getOperands().get(0).getType();
        boolean isKnown = call.operandCount() == 1 || call.getOperands().get(1) instanceof RexLiteral;
        if (isKnown && EngineTypes.isWhole(type) && EngineTypes.isWhole(call.getType())) {
            return filled(
                            "round(CAST({0} AS DECIMAL(38, 0)), " + (call.operandCount() == 1 ? "0" : "{1}") + ")",
                            operands.get())
                    .map(rounded -> EngineLiterals.cast(rounded, EngineTypes.nameOf(call.getType())));
        }
        if (isKnown && type.getSqlTypeName() == SqlTypeName.DECIMAL) {
            return filled(call.operandCount() == 1 ? "round({0}, 0)" : "round({0}, {1})", operands.get())
                    .map(rounded -> EngineLiterals.cast(rounded, EngineTypes.nameOf(call.getType())));
        }
        if (!isKnown || !EngineTypes.isApproximate(call.getType()) || !EngineTypes.isApproximate(type)) {
            return Optional.empty();
        }
        // PostgreSQL rounds half of a DOUBLE to even. With digits it rounds a DECIMAL, half of it away from zero.
        return filled(call.operandCount() == 1 ? "round_even({0}, 0)" : "ts_round({0}, {1})", operands.get());
    }
}
