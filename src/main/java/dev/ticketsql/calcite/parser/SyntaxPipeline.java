package dev.ticketsql.calcite.parser;

import dev.ticketsql.calcite.corrections.GroupingSetsExpander;
import dev.ticketsql.calcite.corrections.IntegerLiteralWidening;
import dev.ticketsql.calcite.corrections.JsonPaths;
import dev.ticketsql.calcite.corrections.WindowClauseInliner;
import dev.ticketsql.calcite.corrections.WindowFilterSpelling;
import dev.ticketsql.calcite.function.JsonFunctions;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Lists the steps from a parsed statement to one that Calcite validates, in their order. First each call takes
 * {@link #CALLS}, the innermost call first, on one walk of {@link PostgresSyntaxRewriter}; then the whole statement
 * takes {@link #STATEMENT}, one walk for each step. The steps of its plan are those of {@code PlanPipeline}.
 */
public final class SyntaxPipeline {

    /** Rewrites one call, whose operands have been rewritten. */
    record CallStep(String name, String reason, UnaryOperator<SqlNode> rewrite) {

        static CallStep of(String name, String reason, CallRewrite rewrite) {
            return new CallStep(name, reason, node -> node instanceof SqlCall call ? rewrite.of(call) : node);
        }
    }

    /** Rewrites a whole statement on one walk. */
    record StatementStep(String name, String reason, Supplier<SqlShuttle> rewrite) {}

    /** Rewrites one call. */
    @FunctionalInterface
    interface CallRewrite {
        SqlNode of(SqlCall call);
    }

    static final List<CallStep> CALLS = List.of(
            CallStep.of(
                    "EscapedFunctions",
                    "{fn f(x)} becomes f(x) where Calcite does not know f in an escape; before the spellings of f",
                    EscapedFunctions::standard),
            CallStep.of(
                    "FunctionTemplates",
                    "functions of function-spellings.sql become standard expressions; first, since those may hold any"
                            + " spelling that a later step knows",
                    call -> FunctionTemplates.all().standard(call).orElse(call)),
            CallStep.of(
                    "Intervals",
                    "INTERVAL '7 days' becomes a standard literal; before sums, which need the literal's unit",
                    Intervals::standard),
            CallStep.of(
                    "Intervals of sums",
                    "a sum with months and days becomes two sums, since no standard interval has both",
                    Intervals::applied),
            CallStep.of(
                    "TimestampLiterals",
                    "ISO text in a cast becomes a timestamp literal, and one with a zone in a comparison a timestamp in"
                            + " UTC, so that conditions on time see a constant",
                    TimestampLiterals::standard),
            CallStep.of(
                    "DateFunctionSpellings",
                    "DATE_TRUNC, DATEDIFF and others become FLOOR, EXTRACT and TIMESTAMPDIFF, of which ranges of time"
                            + " are known",
                    DateFunctionSpellings::standard),
            CallStep.of(
                    "FunctionSpellings",
                    "other functions and casts become standard ones; after dates, whose names it would refuse",
                    FunctionSpellings::standard),
            CallStep.of(
                    "SelectSpellings of ARRAY",
                    "ARRAY(SELECT .. ORDER BY ..) keeps its order, which Calcite drops from a subquery",
                    SelectSpellings::withKeptOrder),
            CallStep.of(
                    "JsonFunctions",
                    "JSON inside JSON_OBJECT and JSON_ARRAY is marked as JSON; after the spellings that make JSON",
                    JsonFunctions::nested),
            CallStep.of("SelectSpellings of TABLE", "TABLE t becomes SELECT * FROM t", SelectSpellings::ofTable),
            CallStep.of("SelectSpellings of ANY", "x = ANY (array) becomes IN of a subquery", SelectSpellings::ofArray),
            CallStep.of(
                    "JsonTableExpander",
                    "JSON_TABLE becomes UNNEST and JSON_VALUE; before paths, which it writes",
                    JsonTableExpander::expanded),
            CallStep.of(
                    "TableFunctionSpellings",
                    "functions behind FROM become lateral; after JSON_TABLE, which is one of them",
                    TableFunctionSpellings::standard),
            CallStep.of(
                    "JsonPaths",
                    "paths that Calcite misreads are written otherwise; last, over the paths of all steps",
                    JsonPaths::corrected));

    static final List<StatementStep> STATEMENT = List.of(
            new StatementStep(
                    "PercentileSpellings",
                    "percentiles with FILTER or OVER become calls that are computed; before window functions lose"
                            + " their FILTER",
                    PercentileSpellings::new),
            new StatementStep(
                    "IntegerLiteralWidening",
                    "arithmetic on written whole numbers gets the room of a BIGINT",
                    IntegerLiteralWidening::new),
            new StatementStep(
                    "GroupingSetsExpander",
                    "ROLLUP and CUBE become GROUPING SETS, of which Calcite keeps all",
                    GroupingSetsExpander::new),
            new StatementStep(
                    "WindowClauseInliner",
                    "named windows are written where they are used, with their frames",
                    WindowClauseInliner::new),
            new StatementStep(
                    "WindowFilterSpelling",
                    "FILTER of a window function becomes CASE; after named windows, behind which it would not see one",
                    WindowFilterSpelling::new),
            new StatementStep(
                    "DatetimeArithmetic",
                    "+ and - get PostgreSQL's types of dates; last, over the sums that all steps wrote",
                    DatetimeArithmetic::new));

    private SyntaxPipeline() {}

    /** {@code call} after all {@link #CALLS}. */
    static SqlNode ofCall(SqlCall call) {
        SqlNode rewritten = call;
        for (CallStep step : CALLS) {
            rewritten = step.rewrite().apply(rewritten);
        }
        return rewritten;
    }

    /**
     * {@code parsed} in the standard's spellings, with the corrections that it needs.
     *
     * @throws org.apache.calcite.runtime.CalciteException if a spelling has no standard form, with an alternative
     */
    static SqlNode ofStatement(SqlNode parsed) {
        // First of all, since labels are made of what was written.
        DerivedTableLabels.add(parsed);
        SqlNode rewritten = PostgresSyntaxRewriter.rewritten(parsed);
        for (StatementStep step : STATEMENT) {
            rewritten = Objects.requireNonNull(rewritten.accept(step.rewrite().get()), "statement");
        }
        return rewritten;
    }

    /** All steps in their order, a line each: name, colon, reason. */
    public static List<String> lines() {
        return Stream.concat(
                        CALLS.stream().map(step -> step.name() + ": " + step.reason()),
                        STATEMENT.stream().map(step -> step.name() + ": " + step.reason()))
                .toList();
    }
}
