package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads what a result and its parameters are, before and after there are rows. */
final class ResultSetMetaDataTest extends ConnectionFixture {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CAST(1 AS TINYINT) | -6 TINYINT 3 0 4 true false",
                "CAST(1 AS SMALLINT) | 5 SMALLINT 5 0 6 true false",
                "1 | 4 INTEGER 10 0 11 true false",
                "CAST(1 AS BIGINT) | -5 BIGINT 19 0 20 true false",
                "CAST(1 AS DECIMAL(5, 2)) | 3 DECIMAL 5 2 7 true false",
                "CAST(1 AS DOUBLE) | 8 DOUBLE 15 0 24 true false",
                "TRUE | 16 BOOLEAN 1 0 5 false false",
                "'abc' | 12 VARCHAR 3 0 3 false true",
                "CAST('a' AS VARCHAR(5)) | 12 VARCHAR 5 0 5 false true",
                "CAST('a' AS TEXT) | 12 VARCHAR 2147483647 0 2147483647 false true",
                "DATE '2020-01-01' | 91 DATE 10 0 10 false false",
                "TIME '10:00:00' | 92 TIME 8 0 8 false false",
                "TIMESTAMP '2020-01-01 10:00:00' | 93 TIMESTAMP 19 0 19 false false",
                "CAST(NOW() AS TIMESTAMP(3)) | 93 TIMESTAMP 23 3 23 false false",
                "INTERVAL '1' DAY | 1111 INTERVAL DAY 49 0 49 false false",
                "INTERVAL '1' YEAR | 1111 INTERVAL YEAR 49 0 49 false false",
                "ARRAY[1, 2] | 2003 INTEGER ARRAY 2147483647 0 2147483647 false false",
                "ARRAY['a'] | 2003 VARCHAR ARRAY 2147483647 0 2147483647 false false",
                "NULL | 12 VARCHAR 2147483647 0 2147483647 false true"
            })
    void everyTypeHasANameASizeAndAWidth(String expression, String expected) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + expression + " AS x")) {
            ResultSetMetaData metadata = rows.getMetaData();
            assertEquals(
                    expected,
                    metadata.getColumnType(1) + " " + metadata.getColumnTypeName(1) + " " + metadata.getPrecision(1)
                            + " " + metadata.getScale(1) + " " + metadata.getColumnDisplaySize(1) + " "
                            + metadata.isSigned(1) + " " + metadata.isCaseSensitive(1));
            assertTrue(metadata.isSearchable(1) && metadata.isReadOnly(1));
            assertFalse(metadata.isWritable(1) || metadata.isDefinitelyWritable(1) || metadata.isCurrency(1));
            assertTrue(rows.next());
            Object value = rows.getObject(1);
            if (value != null) {
                assertInstanceOf(Class.forName(metadata.getColumnClassName(1)), value);
                assertTrue(rows.getString(1).length() <= metadata.getColumnDisplaySize(1), rows.getString(1));
            }
        }
    }

    @Test
    void aColumnSaysWhereItIsFromAndAnExpressionSaysNothing() throws Exception {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT id AS x, id + 1 AS y, via FROM ticket_events JOIN"
                        + " (SELECT ticket_id AS t FROM ticket_comments) c ON t = ticket_id")) {
            ResultSetMetaData metadata = statement.getMetaData();
            assertEquals("ticket_events", metadata.getTableName(1));
            assertEquals("zendesk", metadata.getSchemaName(1));
            assertEquals("ticketsql", metadata.getCatalogName(1));
            assertEquals("x", metadata.getColumnLabel(1));
            assertEquals("", metadata.getTableName(2));
            assertEquals("", metadata.getSchemaName(2));
            assertEquals("", metadata.getCatalogName(2));
            assertEquals(ResultSetMetaData.columnNoNulls, metadata.isNullable(1));
            assertEquals(ResultSetMetaData.columnNullable, metadata.isNullable(3));
            assertThrows(SQLException.class, () -> metadata.getColumnName(4));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "COUNT(*) | count",
                "SUM(id) | sum",
                "id + 1 | ?column?",
                "'a' | ?column?",
                "NULL | ?column?",
                "DATE '2020-01-01' | date",
                "INTERVAL '7 days' | interval",
                "id::text | id",
                "CAST(1 + 1 AS BIGINT) | int8",
                "CAST(COUNT(*) AS INTEGER) | count",
                "CAST(1 AS NUMERIC(5, 2)) | numeric",
                "CASE WHEN TRUE THEN 1 END | case",
                "CASE WHEN TRUE THEN 1 ELSE id END | id",
                "COALESCE(id, 1) | coalesce",
                "(SELECT MAX(id) FROM ticket_events) | max",
                "EXISTS (SELECT 1) | exists",
                "EXTRACT(YEAR FROM \"time\") | extract",
                "DATE_TRUNC('day', \"time\") | date_trunc",
                "NOW() | now",
                "TRIM(via) | btrim",
                "TRIM(LEADING 'a' FROM via) | ltrim",
                "via LIKE 'x' | ?column?",
                "ARRAY[1] | array",
                "ROW(1, 2) | row",
                "COUNT(*) OVER () | count",
                "COUNT(*) FILTER (WHERE id > 1) | count",
                "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY id) | percentile_cont",
                "\"time\" AT TIME ZONE 'Asia/Tokyo' | timezone",
                "(ARRAY[1, 2])[1] | array",
                "child_events ->> 'a' | ?column?",
                "{fn UCASE(via)} | ucase",
                "id | id",
                "id AS x | x"
            })
    void aColumnWithoutANameHasThatOfPostgresql(String expression, String label) throws Exception {
        boolean isGrouped = expression.matches("(CAST\\()?(COUNT|SUM|PERC).*") && !expression.contains("OVER");
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT " + expression + " FROM ticket_events" + (isGrouped ? "" : " LIMIT 1"))) {
            assertEquals(label, statement.getMetaData().getColumnLabel(1));
            try (ResultSet rows = statement.executeQuery()) {
                assertEquals(1, rows.findColumn(label));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "VALUES (1, 'a') | column1 column2",
                "SELECT COUNT(*) FROM ticket_events UNION SELECT 2 | count",
                "WITH t AS (SELECT 1 AS x) SELECT x + 1, MAX(x) FROM t GROUP BY x ORDER BY 1 LIMIT 1 | ?column? max",
                "SELECT 1, m.*, COUNT(*) OVER () FROM (SELECT from_time FROM mirror_windows) m | ?column? from_time count",
                "SELECT * EXCEPT (x), 2 FROM (SELECT 1 AS x, 2 AS y) | y ?column?",
                "SELECT DISTINCT ON (via) UPPER(via), id FROM ticket_events ORDER BY via | upper id",
                "SELECT SUM(id), SUM(ticket_id) FROM ticket_events | sum sum"
            })
    void labelsAreThoseOfTheirColumns(String sql, String labels) throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ResultSetMetaData metadata = statement.getMetaData();
            List<String> found = new ArrayList<>();
            for (int column = 1; column <= metadata.getColumnCount(); column++) {
                found.add(metadata.getColumnLabel(column));
            }
            assertEquals(labels, String.join(" ", found));
        }
    }

    @Test
    void aStatementAroundAQueryRefersToItsLabels() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT \"count\" FROM (SELECT COUNT(*) FROM ticket_events) t ORDER BY \"count\"")) {
            assertEquals("count", statement.getMetaData().getColumnLabel(1));
        }
    }

    @Test
    void everyParameterHasTheTypeOfItsPlace() throws Exception {
        try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM ticket_events WHERE \"time\" > ?"
                + " AND start_time > ? AND via = ? AND latitude > ? AND CAST(\"time\" AS DATE) = ?"
                + " AND CAST(? AS DECIMAL(5, 2)) > 1")) {
            ParameterMetaData metadata = statement.getParameterMetaData();
            List<String> found = new ArrayList<>();
            for (int parameter = 1; parameter <= metadata.getParameterCount(); parameter++) {
                found.add(metadata.getParameterType(parameter) + " " + metadata.getParameterTypeName(parameter) + " "
                        + metadata.getPrecision(parameter) + " " + metadata.getScale(parameter) + " "
                        + metadata.isSigned(parameter) + " " + metadata.getParameterClassName(parameter));
                assertEquals(ParameterMetaData.parameterModeIn, metadata.getParameterMode(parameter));
                assertEquals(ParameterMetaData.parameterNullable, metadata.isNullable(parameter));
            }
            assertEquals(
                    List.of(
                            "93 TIMESTAMP 19 0 false java.sql.Timestamp",
                            "-5 BIGINT 19 0 true java.lang.Long",
                            "12 VARCHAR 2147483647 0 false java.lang.String",
                            "8 DOUBLE 15 0 true java.lang.Double",
                            "91 DATE 10 0 false java.sql.Date",
                            "3 DECIMAL 5 2 true java.math.BigDecimal"),
                    found);
            assertThrows(SQLException.class, () -> metadata.getParameterType(7));
            assertThrows(SQLException.class, () -> metadata.isNullable(0));
        }
    }
}
