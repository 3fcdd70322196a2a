package dev.ticketsql.calcite.corrections;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Mistakes of stock Calcite 1.42 in the resolution of names and in the meaning of expressions. */
final class SyntaxCorrectionsTest {

    private static final String THREE = "(VALUES (1, 10), (1, 20), (2, 5)) AS t(a, b)";

    @AutoClose
    private static final StockCalcite CALCITE = StockCalcite.connect();

    /** No issue was found. */
    @Test
    void aNameInsideAnExpressionOfOrderByIsTakenForTheAlias() {
        CALCITE.answers(
                "SELECT -b AS b FROM " + THREE + " ORDER BY b * 2 LIMIT 1",
                "-20",
                "calcite.parser.PostgresNameResolution");
        CALCITE.fails(
                "SELECT a, MAX(b) AS b FROM " + THREE + " GROUP BY a ORDER BY MAX(b)",
                "Unable to implement EnumerableCalc",
                "calcite.parser.PostgresNameResolution");
    }

    /** No issue was found. */
    @Test
    void theCommonColumnOfAJoinIsAmbiguousInWhere() {
        CALCITE.fails(
                "SELECT a FROM " + THREE + " JOIN (VALUES 1) AS u(a) USING (a) WHERE a = 1",
                "Column 'a' is ambiguous",
                "calcite.parser.CommonJoinColumns");
    }

    /** No issue was found. */
    @Test
    void aJoinOfJoinsComparesTheFirstColumnOfTheName() {
        CALCITE.answers(
                "SELECT COUNT(*) FROM " + THREE
                        + " RIGHT JOIN (VALUES 7) AS u(a) USING (a) JOIN (VALUES 7) AS v(a) USING (a)",
                "0",
                "calcite.parser.CommonJoinColumns");
    }

    /** No issue was found. */
    @Test
    void aWindowFunctionInASubqueryOfHavingIsTakenForOneOfHaving() {
        CALCITE.fails(
                "SELECT a FROM " + THREE + " GROUP BY a HAVING COUNT(*) IN (SELECT ROW_NUMBER() OVER (ORDER BY c)"
                        + " FROM (VALUES (1)) AS u(c))",
                "Window expressions are not permitted in the HAVING clause",
                "calcite.parser.PostgresNameResolution");
    }

    /** No issue was found. Without Java's assertions the text is cut. */
    @Test
    void aTextOfARecursionHasTheLengthOfTheFirstRows() {
        CALCITE.fails(
                "WITH RECURSIVE c(p) AS (SELECT UPPER('a') UNION ALL SELECT p || 'b' FROM c WHERE CHAR_LENGTH(p) < 2)"
                        + " SELECT p FROM c ORDER BY p LIMIT 2",
                "Conversion to relational algebra failed to preserve datatypes",
                "calcite.parser.RecursiveColumn");
    }

    /** CALCITE-4748 and CALCITE-4665 are about GROUPING SETS; of ROLLUP and CUBE no issue was found. */
    @Test
    void aRollupHasEachOfItsSetsOnce() {
        CALCITE.answers(
                "SELECT a, COUNT(*) FROM " + THREE + " GROUP BY ROLLUP (a, a)",
                "1, 2 | 2, 1 | null, 3",
                "calcite.corrections.GroupingSetsExpander");
    }

    /** No issue was found. */
    @Test
    void aNamedWindowForgetsTheFrameThatIsWrittenWithIt() {
        CALCITE.answers(
                "SELECT b, SUM(b) OVER (w ROWS 1 PRECEDING) FROM " + THREE + " WINDOW w AS (ORDER BY b)",
                "10, 15 | 20, 35 | 5, 5",
                "calcite.corrections.WindowClauseInliner");
    }

    /** CALCITE-6442; CALCITE-7595 and CALCITE-7620 add it after 1.42. */
    @Test
    void aWindowFunctionHasNoFilter() {
        CALCITE.fails(
                "SELECT COUNT(*) FILTER (WHERE a = 1) OVER (ORDER BY b) FROM " + THREE,
                "OVER must be applied to aggregate function",
                "calcite.corrections.WindowFilterSpelling");
    }

    /** CALCITE-6767 has percentiles run; of the two clauses together no issue was found. */
    @Test
    void aPercentileHasNoFilter() {
        CALCITE.fails(
                "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY b) FILTER (WHERE a = 1) FROM " + THREE,
                "UnsupportedOperationException",
                "calcite.parser.PercentileSpellings");
    }

    /** No issue was found. */
    @Test
    void aPathThatMayLeadToSeveralPlacesAlwaysExists() {
        CALCITE.answers("SELECT JSON_EXISTS('{\"a\": []}', '$.a[*].b')", "true", "calcite.corrections.JsonPaths");
    }

    /** No issue was found. */
    @Test
    void aFilterInTheStandardsSpellingFindsNothing() {
        CALCITE.answers(
                "SELECT JSON_EXISTS('[{\"a\": 1}]', '$[*]?(@.a == 1)'), JSON_QUERY('[{\"a\": 1}]', '$[*]?(@.a == 1)')",
                "false, null",
                "calcite.corrections.JsonPaths");
    }

    /** CALCITE-6685 refuses it in a conformance with checked arithmetic, instead of giving it room. */
    @Test
    void aProductOfLiteralsOverflows() {
        CALCITE.answers("SELECT 30 * 86400 * 1000", "-1702967296", "calcite.corrections.IntegerLiteralWidening");
    }

    /** CALCITE-5989 is about other types of the two functions; of NULL no issue was found. */
    @Test
    void aTextThatIsPaddedIsTakenForNotNull() {
        CALCITE.answers("SELECT id FROM events WHERE LPAD(via, 9, 'x') IS NULL", "", "calcite.function.TextFunctions");
        CALCITE.answers("SELECT id FROM events WHERE RPAD(via, 9, 'x') IS NULL", "", "calcite.function.TextFunctions");
    }

    /** No issue was found. */
    @Test
    void aTimestampOfIso8601IsNotRead() {
        String time = "'2026-05-01T00:00:00Z'";
        CALCITE.fails(
                "SELECT id FROM events WHERE \"time\" >= " + time,
                "Invalid DATE value",
                "calcite.parser.LenientTypeCoercion");
        CALCITE.fails(
                "SELECT id FROM events WHERE \"time\" IN (" + time + ")", time, "calcite.parser.LenientTypeCoercion");
        CALCITE.fails("SELECT TIMESTAMP " + time, "Illegal TIMESTAMP literal", "calcite.parser.TimestampLiterals");
    }

    /** No issue was found; the property is documented. */
    @Test
    void aTextOutsideLatin1NeedsAProperty() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!Files.exists(Path.of(entry, "saffron.properties"))) {
                classPath.add(Path.of(entry).toUri().toURL());
            }
        }
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            // Where Calcite looks for the file.
            thread.setContextClassLoader(loader);
            Driver driver = (Driver) loader.loadClass("org.apache.calcite.jdbc.Driver")
                    .getConstructor()
                    .newInstance();
            try (StockCalcite session =
                    new StockCalcite(Objects.requireNonNull(driver.connect("jdbc:calcite:", new Properties())))) {
                session.fails("SELECT '日本'", "Failed to encode", "calcite.ConnectionDefaults");
            }
        } finally {
            thread.setContextClassLoader(own);
        }
    }
}
