package dev.ticketsql.calcite.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.calcite.sql.EngineMacros;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values of the engine's functions: those of PostgreSQL 15 where it has the function, else those of the dialect that
 * {@link EngineFunctionCases} names.
 */
final class EngineFunctionsTest {

    @AutoClose
    private static Connection engine;

    @BeforeAll
    static void open() throws SQLException {
        engine = DriverManager.getConnection("jdbc:duckdb:");
        EngineMacros.create(engine);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = EngineFunctionCases.OF_POSTGRES)
    void computesAsPostgres(String function, String operands, String expected) throws SQLException {
        assertComputes(function, operands, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = EngineFunctionCases.OF_OTHERS)
    void computesAsItsDialect(String function, String operands, String expected) throws SQLException {
        assertComputes(function, operands, expected);
    }

    private static void assertComputes(String function, String operands, @Nullable String expected)
            throws SQLException {
        List<String> sql = Arrays.stream(operands.split(";"))
                .map(String::strip)
                .map(each -> '(' + each + ')')
                .toList();
        String value = value("SELECT CAST(" + named(function).sql(sql, "TIMESTAMP") + " AS VARCHAR)")
                .get(0);
        assertEquals(expected, value == null ? null : value.replace("\n", "\\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            ->                  ¦ '{x'; 'a'
            ->>                 ¦ '{x'; 'a'
            JSON_EXTRACT        ¦ '{x'; '$.a'
            JSON_EXTRACT_SCALAR ¦ '{x'; '$.a'
            JSON_ARRAY_LENGTH   ¦ '{x'
            JSON_EXTRACT_STRING ¦ '{x'; '$.a'
            JSON_EXTRACT_PATH   ¦ '{x'; 'a'
            JSON_EXTRACT_PATH_TEXT ¦ '{x'; 'a'
            JSON_TYPEOF         ¦ '{x'
            """)
    void textThatIsNoJsonIsNull(String function, String operands) throws SQLException {
        assertComputes(function, operands, null);
    }

    @Test
    void atTimeZoneConvertsALocalTimeToAnInstantAndBack() throws SQLException {
        String inUtc = EngineFunctions.AT_TIME_ZONE.sql(List.of("TIMESTAMP '2026-01-20 15:00:00'", "'UTC'"), "");
        String inTokyo = EngineFunctions.AT_TIME_ZONE.sql(List.of(inUtc, "'Asia/Tokyo'"), "");
        assertEquals(List.of("2026-01-21 00:00:00"), value("SELECT CAST(" + inTokyo + " AS VARCHAR)"));
    }

    @Test
    void aDifferenceOfDatesIsANumberOfDays() throws SQLException {
        List<String> dates = List.of("DATE '2026-01-05'", "DATE '2026-01-01'");
        assertEquals(List.of("4"), value("SELECT " + EngineFunctions.DATE_DIFFERENCE.sql(dates, "")));
    }

    @Test
    void aSeriesHasBothItsEnds() throws SQLException {
        EngineTableFunction series = (EngineTableFunction) operator("GENERATE_SERIES");
        assertEquals(List.of("1", "4", "7", "10"), value("FROM " + series.sql(List.of("1", "10", "3"))));
        assertEquals(List.of("3", "2", "1"), value("FROM " + series.sql(List.of("3", "1", "-1"))));
        assertEquals(
                List.of("2026-01-01 00:00:00.0", "2026-01-01 12:00:00.0"),
                value("FROM "
                        + series.sql(List.of(
                                "TIMESTAMP '2026-01-01'", "TIMESTAMP '2026-01-01 12:00:00'", "INTERVAL 12 HOUR"))));
    }

    @Test
    void correlationIsNullWhereNothingVaries() throws SQLException {
        EngineAggregate correlation = (EngineAggregate) operator("CORR");
        String rows = " FROM (VALUES (1, 2), (2, 4), (3, 6.5)) t(x, y)";
        assertEquals(
                List.of("0.9979487157886733"), value("SELECT " + correlation.sql(List.of("x", "y"), false, "") + rows));
        assertEquals(
                Arrays.asList((String) null),
                value("SELECT " + correlation.sql(List.of("x", "y"), false, " FILTER (WHERE x = 1)") + rows));
    }

    /** Those of business hours have theirs in {@link BusinessHoursTest}. */
    @Test
    void everyFunctionHasACase() {
        Set<String> named = Stream.of(EngineFunctionCases.OF_POSTGRES, EngineFunctionCases.OF_OTHERS)
                .flatMap(String::lines)
                .map(line -> line.substring(0, line.indexOf('¦')).strip())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing = EngineFunctions.table().getOperatorList().stream()
                .filter(operator -> operator instanceof EngineFunction function && !function.isOfSchedules())
                .map(SqlOperator::getName)
                .filter(name -> !named.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(missing.isEmpty(), () -> "no case of " + missing);
    }

    private static EngineFunction named(String name) {
        return switch (name) {
            case "->" -> EngineFunctions.JSON_MEMBER;
            case "->>" -> EngineFunctions.JSON_MEMBER_TEXT;
            default -> (EngineFunction) operator(name);
        };
    }

    private static SqlOperator operator(String name) {
        return EngineFunctions.table().getOperatorList().stream()
                .filter(operator -> operator.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> value(String sql) throws SQLException {
        try (Statement statement = engine.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
