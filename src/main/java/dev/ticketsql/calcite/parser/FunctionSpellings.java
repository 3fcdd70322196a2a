package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.function.EngineAggregates;
import dev.ticketsql.calcite.function.EngineFunctions;
import dev.ticketsql.calcite.function.JsonFunctions;
import dev.ticketsql.calcite.function.NumberFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Resolves the operators of the grammar, {@code ->}, {@code ->>}, {@code #>>}, {@code ^}, {@code ||} and {@code AT TIME
 * ZONE}, and rewrites functions for which {@link FunctionTemplates} has no line as standard expressions.
 */
final class FunctionSpellings {

    /** A path whose steps have no quotes. */
    private static final Pattern PATH = Pattern.compile("\\{[^{}\"]+}");

    private static final Pattern STEP = Pattern.compile("[^{},]+");

    /** A parenthesis that is neither escaped nor followed by a question mark. */
    private static final Pattern GROUP = Pattern.compile("(?<!\\\\)\\((?!\\?)");

    /** PostgreSQL's escape character in a pattern. */
    private static final String ESCAPE = "\\";

    private FunctionSpellings() {}

    /**
     * The standard's form of {@code call}, or {@code call} itself.
     *
     * @throws CalciteException if it is refused, with an alternative
     */
    static SqlNode standard(SqlCall call) {
        return switch (call.getKind()) {
            case FILTER -> filter(call);
            case OVER, IGNORE_NULLS, RESPECT_NULLS -> overArray(call);
            case WITHIN_GROUP -> sorted(call);
            case RLIKE -> matches(call);
            case LIKE -> escaped(call);
            case FIRST, LAST ->
                throw new CalciteException(
                        call.getOperator().getName() + "(x) depends on the order of rows: write "
                                + (call.getKind() == SqlKind.FIRST ? "MIN_BY" : "MAX_BY")
                                + "(x, y), which is x where y is "
                                + (call.getKind() == SqlKind.FIRST ? "least" : "greatest"),
                        null);
            case OTHER_FUNCTION ->
                call.getOperator() instanceof SqlUnresolvedFunction
                        ? function(call)
                        : call.getOperator() instanceof SqlFunction ? matched(call) : operator(call);
            default -> call;
        };
    }

    private static SqlNode filter(SqlCall call) {
        if (call.operand(0) instanceof SqlCall inner && inner.getKind() == SqlKind.FILTER) {
            SqlParserPos at = call.getParserPosition();
            SqlNode both = SqlStdOperatorTable.AND.createCall(at, inner.operand(1), call.operand(1));
            return SqlStdOperatorTable.FILTER.createCall(at, inner.operand(0), both);
        }
        return overArray(call);
    }

    /** Moves a clause behind {@code JSON_AGG} to the ARRAY_AGG inside it. */
    private static SqlNode overArray(SqlCall clause) {
        if (!(clause.operand(0) instanceof SqlCall json)
                || (!json.getOperator().equals(JsonFunctions.OF_ARRAY)
                        && !json.getOperator().equals(JsonFunctions.OF_JSON_ARRAY))) {
            return clause;
        }
        SqlNode[] operands = clause.getOperandList().toArray(SqlNode[]::new);
        operands[0] = json.operand(0);
        SqlParserPos at = clause.getParserPosition();
        return json.getOperator().createCall(at, clause.getOperator().createCall(at, operands));
    }

    private static SqlNode sorted(SqlCall call) {
        SqlCall function = call.operand(0);
        SqlNodeList keys = call.operand(1);
        boolean isMode = SqlNodes.nameOf(function).equals("MODE");
        return isMode && function.operandCount() == 0 && keys.size() == 1
                ? mode(keys.get(0), call.getParserPosition())
                : sortedTexts(call);
    }

    /**
     * PostgreSQL's {@code MODE() WITHIN GROUP (ORDER BY x)}. NULLs are not counted, so that their place has no effect.
     */
    private static SqlNode mode(SqlNode key, SqlParserPos at) {
        return switch (key.getKind()) {
            case NULLS_FIRST, NULLS_LAST -> mode(((SqlCall) key).operand(0), at);
            case DESCENDING -> EngineAggregates.LAST_MODE.createCall(at, ((SqlCall) key).<SqlNode>operand(0));
            default -> EngineAggregates.FIRST_MODE.createCall(at, key);
        };
    }

    /** SQL Server's {@code STRING_AGG(x, ',') WITHIN GROUP (ORDER BY y)} as the standard's LISTAGG. */
    private static SqlNode sortedTexts(SqlCall call) {
        if (!(call.operand(0) instanceof SqlCall texts) || texts.getKind() != SqlKind.STRING_AGG) {
            return overArray(call);
        }
        SqlNode list = SqlStdOperatorTable.LISTAGG.createCall(
                texts.getFunctionQuantifier(), texts.getParserPosition(), texts.getOperandList());
        return SqlStdOperatorTable.WITHIN_GROUP.createCall(call.getParserPosition(), list, call.operand(1));
    }

    /** PostgreSQL's {@code SUBSTRING(x FROM 'pattern')}: the match, or that of the first group in parentheses. */
    private static SqlNode matched(SqlCall call) {
        if (!call.getOperator().getName().equals("SUBSTRING")
                || call.operandCount() != 2
                || !(call.operand(1) instanceof SqlCharStringLiteral pattern)) {
            return call;
        }
        SqlParserPos at = call.getParserPosition();
        boolean hasGroup = GROUP.matcher(pattern.toValue()).find();
        return hasGroup
                ? named("REGEXP_EXTRACT", at).createCall(at, call.operand(0), pattern, SqlNodes.number(1, at))
                : named("REGEXP_SUBSTR", at).createCall(at, call.operand(0), pattern);
    }

    private static SqlNode matches(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        SqlNode matches = SqlLibraryOperators.REGEXP_CONTAINS.createCall(at, call.operand(0), call.operand(1));
        return ((SqlLikeOperator) call.getOperator()).isNegated()
                ? SqlStdOperatorTable.NOT.createCall(at, matches)
                : matches;
    }

    /** Adds PostgreSQL's escape character, the backslash, unless the pattern is a literal without one. */
    private static SqlNode escaped(SqlCall call) {
        boolean isEscaped = call.operandCount() == 2
                && !(call.operand(1) instanceof SqlCharStringLiteral pattern
                        && !pattern.toValue().contains(ESCAPE));
        SqlParserPos at = call.getParserPosition();
        return isEscaped
                ? call.getOperator()
                        .createCall(at, call.operand(0), call.operand(1), SqlLiteral.createCharString(ESCAPE, at))
                : call;
    }

    private static SqlNode function(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        // JSON is text, and so is JSONB.
        String name = SqlNodes.nameOf(call).replaceFirst("^JSONB_", "JSON_");
        List<SqlNode> operands = call.getOperandList();
        return switch (name) {
            case "FORMAT" -> operands.isEmpty() ? call : VariadicSpellings.format(call);
            case "DECODE" -> operands.size() < 3 ? call : VariadicSpellings.decode(call);
            case "JSON_BUILD_OBJECT" -> VariadicSpellings.jsonObject(call);
            case "JSON_BUILD_ARRAY" -> VariadicSpellings.jsonArray(call);
            case "JSON_AGG" -> operands.size() == 1 ? jsonOfArray(call.operand(0), at) : call;
            case "JSON_EXTRACT_PATH", "JSON_EXTRACT_PATH_TEXT", "JSON_TYPEOF", "JSON_ARRAY_LENGTH", "JSON_OBJECT_AGG" ->
                renamed(name, call);
            case "TO_TIMESTAMP" ->
                switch (operands.size()) {
                    case 1 -> epochSeconds(call);
                    case 2 -> parsed(call);
                    default -> call;
                };
            case "MAKE_INTERVAL" -> Intervals.made(call);
            case "TO_DATE" -> operands.size() == 2 ? SqlNodes.cast(parsed(call), SqlTypeName.DATE, at) : call;
            case "TO_NUMBER" ->
                throw new CalciteException(
                        "TO_NUMBER reads a text without a format: write CAST(REPLACE(x, ',', '') AS DECIMAL(18, 2))",
                        null);
            default -> call;
        };
    }

    /** PostgreSQL's {@code TO_TIMESTAMP(text, format)}. */
    private static SqlNode parsed(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        return named("STRPTIME", at).createCall(at, call.operand(0), PostgresFormats.strptime(call));
    }

    /** JSON of {@code array}, a call of ARRAY_AGG. */
    private static SqlNode jsonOfArray(SqlNode array, SqlParserPos at) {
        boolean ofJson = array instanceof SqlCall call && JsonFunctions.givesJson(call.operand(0));
        return (ofJson ? JsonFunctions.OF_JSON_ARRAY : JsonFunctions.OF_ARRAY).createCall(at, array);
    }

    private static SqlNode renamed(String name, SqlCall call) {
        return named(name, call.getParserPosition())
                .createCall(call.getFunctionQuantifier(), call.getParserPosition(), call.getOperandList());
    }

    private static SqlFunction named(String name, SqlParserPos at) {
        return new SqlUnresolvedFunction(
                new SqlIdentifier(name, at), null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    private static SqlNode operator(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        List<SqlNode> operands = call.getOperandList();
        return switch (call.getOperator().getName()) {
            case "||" -> SqlStdOperatorTable.CONCAT.createCall(at, texts(operands));
            case "^" -> SqlStdOperatorTable.POWER.createCall(at, operands);
            case "->" -> EngineFunctions.JSON_MEMBER.createCall(at, operands);
            case "->>" -> EngineFunctions.JSON_MEMBER_TEXT.createCall(at, operands);
            case "#>" -> path("JSON_EXTRACT_PATH", call);
            case "#>>" -> path("JSON_EXTRACT_PATH_TEXT", call);
            case "&", "|", "#", "<<", ">>" -> ofBits(call.getOperator().getName(), at, operands);
            case "~" -> ofBits("#", at, List.of(SqlNodes.number(-1, at), call.operand(0)));
            case "AT TIME ZONE" -> EngineFunctions.AT_TIME_ZONE.createCall(at, operands);
            default -> call;
        };
    }

    /** Casts a parameter beside {@code ||} to text: Calcite would infer no type, since arrays may stand there too. */
    private static List<SqlNode> texts(List<SqlNode> operands) {
        return operands.stream()
                .map(operand -> operand.getKind() == SqlKind.DYNAMIC_PARAM
                        ? SqlNodes.cast(operand, SqlTypeName.VARCHAR, operand.getParserPosition())
                        : operand)
                .toList();
    }

    private static SqlNode ofBits(String operator, SqlParserPos at, List<SqlNode> operands) {
        return Objects.requireNonNull(NumberFunctions.OF_BITS.get(operator)).createCall(at, operands);
    }

    /** PostgreSQL's array of texts, {@code '{a,0,b}'}, as operands. */
    private static SqlNode path(String function, SqlCall call) {
        if (!(call.operand(1) instanceof SqlCharStringLiteral literal)
                || !PATH.matcher(literal.toValue()).matches()) {
            throw new CalciteException(
                    call.getOperator().getName() + " takes a path such as '{a,0,b}', not " + call.operand(1)
                            + ": write " + function + "(x, 'a', '0', 'b')",
                    null);
        }
        SqlParserPos at = literal.getParserPosition();
        List<SqlNode> operands = new ArrayList<>(List.of(call.operand(0)));
        STEP.matcher(literal.toValue())
                .results()
                .forEach(step ->
                        operands.add(SqlLiteral.createCharString(step.group().strip(), at)));
        return named(function, at).createCall(at, operands);
    }

    /** Writes whole epoch seconds as a timestamp, which bounds time. */
    private static SqlNode epochSeconds(SqlCall call) {
        return call.operand(0) instanceof SqlNumericLiteral number && number.isInteger()
                ? TimestampLiterals.ofEpochSecond(number.longValue(true), call.getParserPosition())
                : call;
    }
}
