package dev.ticketsql.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values as Java's types: NULL is NULL of every type, and what does not fit is refused. */
@Tag("time-zones")
final class ColumnValuesTest extends ConnectionFixture {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "getString",
                "getNString",
                "getObject",
                "getBoolean",
                "getByte",
                "getShort",
                "getInt",
                "getLong",
                "getFloat",
                "getDouble",
                "getBigDecimal",
                "getBytes",
                "getDate",
                "getTime",
                "getTimestamp",
                "getAsciiStream",
                "getUnicodeStream",
                "getBinaryStream",
                "getCharacterStream",
                "getNCharacterStream",
                "getClob",
                "getNClob",
                "getBlob",
                "getArray",
                "getRef",
                "getURL",
                "getRowId",
                "getSQLXML"
            })
    void everyGetterReadsNullOfEveryType(String getter) throws Exception {
        String nulls =
                "SELECT 7, CAST(NULL AS TIMESTAMP), CAST(NULL AS DATE), CAST(NULL AS TIME), CAST(NULL AS BIGINT),"
                        + " CAST(NULL AS DECIMAL(5, 2)), CAST(NULL AS DOUBLE), CAST(NULL AS BOOLEAN), CAST(NULL AS VARCHAR),"
                        + " CAST(NULL AS INTERVAL DAY), CAST(NULL AS INTEGER ARRAY)";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(nulls)) {
            assertTrue(row.next());
            for (int column = 2; column <= row.getMetaData().getColumnCount(); column++) {
                assertEquals(7, row.getInt(1));
                assertFalse(row.wasNull());
                Object value = ResultSet.class.getMethod(getter, int.class).invoke(row, column);
                assertTrue(
                        value == null
                                || value.equals(false)
                                || (value instanceof Number number && number.doubleValue() == 0),
                        String.valueOf(value));
                assertTrue(row.wasNull(), getter + " of column " + column);
            }
        }
    }

    @Test
    void nullIsNullAndWasNull() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CAST(NULL AS TIMESTAMP), CAST(NULL AS BIGINT)")) {
            assertTrue(row.next());
            assertNull(row.getTimestamp(1));
            assertTrue(row.wasNull());
            assertNull(row.getObject(1, LocalDate.class));
            assertEquals(0, row.getInt(2));
            assertTrue(row.wasNull());
            assertNull(row.getObject(2, Integer.class));
        }
    }

    @Test
    void aNumberIsReadAsEveryTypeThatItFits() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT 42, CAST(1.50 AS DECIMAL(5, 2)), TRUE, '7', 2.5E0, 600000000000")) {
            assertTrue(row.next());
            assertEquals(42L, row.getObject(1, Long.class));
            assertEquals(42, row.getObject(1, Integer.class));
            assertEquals((short) 42, row.getObject(1, Short.class));
            assertEquals((byte) 42, row.getByte(1));
            assertEquals(BigInteger.valueOf(42), row.getObject(1, BigInteger.class));
            assertEquals("42", row.getObject(1, String.class));
            assertEquals(new BigDecimal("1.50"), row.getObject(2, BigDecimal.class));
            assertEquals(1.5, row.getObject(2, Double.class));
            assertEquals(1, row.getInt(2));
            assertEquals(true, row.getObject(3, Boolean.class));
            assertEquals(1, row.getInt(3));
            assertEquals(7, row.getInt(4));
            assertEquals(2.5f, row.getObject(5, Float.class));
            assertEquals(600_000_000_000L, row.getLong(6));
            SQLException refused = assertThrows(SQLException.class, () -> row.getInt(6));
            assertEquals(
                    "column 6 holds 600000000000, which is no int (-2147483648 to 2147483647); read it with getLong",
                    refused.getMessage());
            assertEquals("22003", refused.getSQLState());
            assertEquals(
                    "22003",
                    assertThrows(SQLException.class, () -> row.getShort(6)).getSQLState());
        }
    }

    @Test
    void aNumberThatDoesNotFitIsRefusedByEveryGetter() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT 1E300, CAST(99999999999999999999 AS DECIMAL(38, 0)), CAST('NaN' AS DOUBLE)")) {
            assertTrue(row.next());
            assertEquals(1E300, row.getDouble(1));
            assertEquals(
                    "column 1 holds 1.0E300, which is no float; read it with getDouble",
                    assertThrows(SQLException.class, () -> row.getFloat(1)).getMessage());
            for (Executable refused : List.<Executable>of(
                    () -> row.getFloat(1),
                    () -> row.getObject(1, Float.class),
                    () -> row.getLong(1),
                    () -> row.getLong(2),
                    () -> row.getObject(2, Long.class))) {
                assertEquals("22003", assertThrows(SQLException.class, refused).getSQLState());
            }
            assertEquals(new BigDecimal("99999999999999999999"), row.getBigDecimal(2));
            assertTrue(Double.isNaN(row.getDouble(3)));
            assertEquals(
                    "column 3 is of type DOUBLE and holds no number",
                    assertThrows(SQLException.class, () -> row.getBigDecimal(3)).getMessage());
        }
    }

    @Test
    void aTextIsReadAsTheNumberThatItSpells() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT ' 12.5 ', '1e3', 'x', TIMESTAMP '2026-01-02 03:04:05'")) {
            assertTrue(row.next());
            assertEquals(12, row.getLong(1));
            assertEquals(12.5, row.getDouble(1));
            assertEquals(12.5f, row.getFloat(1));
            assertEquals(new BigDecimal("12.5"), row.getBigDecimal(1));
            assertEquals(1000, row.getLong(2));
            for (int column : new int[] {3, 4}) {
                for (Executable refused : List.<Executable>of(
                        () -> row.getInt(column),
                        () -> row.getLong(column),
                        () -> row.getDouble(column),
                        () -> row.getFloat(column),
                        () -> row.getBigDecimal(column))) {
                    SQLException failure = assertThrows(SQLException.class, refused);
                    assertEquals("22018", failure.getSQLState());
                    assertTrue(
                            String.valueOf(failure.getMessage()).endsWith(" and holds no number"), failure::toString);
                }
            }
        }
    }

    @Test
    @SuppressWarnings("deprecation")
    void everyStreamOfAColumnHasItsText() throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 'h\u00e9', 42, X'4142', 1.555")) {
            assertTrue(row.next());
            assertEquals("h\u00e9", new String(row.getBytes(1), StandardCharsets.UTF_8));
            assertEquals("h\u00e9", new String(row.getBinaryStream(1).readAllBytes(), StandardCharsets.UTF_8));
            assertEquals("h?", new String(row.getAsciiStream(1).readAllBytes(), StandardCharsets.US_ASCII));
            StringWriter text = new StringWriter();
            row.getCharacterStream(1).transferTo(text);
            assertEquals("h\u00e9", text.toString());
            assertEquals("42", new String(row.getBytes(2), StandardCharsets.UTF_8));
            assertArrayEquals(new byte[] {0x41, 0x42}, row.getBytes(3));
            assertArrayEquals(new byte[] {0x41, 0x42}, row.getObject(3, byte[].class));
            assertEquals(new BigDecimal("1.56"), row.getBigDecimal(4, 2));
        }
    }

    @Test
    void aTextIsReadAsAClob() throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 'a long text', 42")) {
            assertTrue(row.next());
            Clob clob = row.getClob(1);
            assertEquals(11, clob.length());
            assertEquals("long", clob.getSubString(3, 4));
            assertEquals("text", clob.getSubString(8, 100));
            assertEquals(3, clob.position("long", 1));
            assertEquals(0, clob.position("short", 1));
            assertEquals("a long text", row.getObject(1, NClob.class).getSubString(1, 11));
            assertEquals(
                    "22011",
                    assertThrows(SQLException.class, () -> clob.getSubString(0, 1))
                            .getSQLState());
            clob.free();
            assertEquals(
                    "this Clob has been freed",
                    assertThrows(SQLException.class, clob::length).getMessage());
            assertEquals(
                    "column 2 is of type INTEGER and holds no Clob",
                    assertThrows(SQLException.class, () -> row.getClob(2)).getMessage());
        }
    }

    @Test
    void anArrayHasElementsOfItsType() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT ARRAY[1, NULL], ARRAY['a', 'b'], ARRAY[1.5],"
                        + " ARRAY[TIMESTAMP '2026-01-02 03:04:05'], ARRAY[DATE '2026-01-02'], ARRAY[ARRAY[1], ARRAY[2]],"
                        + " ARRAY[CAST(7 AS BIGINT)]")) {
            assertTrue(row.next());
            assertArrayEquals(
                    new Integer[] {1, null}, (Integer[]) row.getArray(1).getArray());
            assertArrayEquals(new String[] {"b"}, (String[]) row.getArray(2).getArray(2, 1));
            assertArrayEquals(new BigDecimal[] {new BigDecimal("1.5")}, (BigDecimal[])
                    row.getArray(3).getArray());
            assertArrayEquals(new Timestamp[] {Timestamp.valueOf("2026-01-02 03:04:05")}, (Timestamp[])
                    row.getArray(4).getArray());
            assertArrayEquals(new Date[] {Date.valueOf("2026-01-02")}, (Date[])
                    row.getArray(5).getArray());
            assertArrayEquals(new Object[] {new Integer[] {1}, new Integer[] {2}}, (Object[])
                    row.getArray(6).getArray());
            assertArrayEquals(
                    new Long[] {7L}, (Long[]) row.getObject(7, Array.class).getArray());
            assertEquals(
                    "2202E",
                    assertThrows(SQLException.class, () -> row.getArray(1).getArray(2, 2))
                            .getSQLState());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    INTERVAL '1' DAY | 1 day
                    INTERVAL '0' DAY | 00:00:00
                    INTERVAL '30 hours' | 30:00:00
                    INTERVAL '1 day 6 hours' | 1 day 06:00:00
                    INTERVAL '-90' SECOND | -00:01:30
                    INTERVAL '14' MONTH | 1 year 2 mons
                    INTERVAL '-14' MONTH | -1 years -2 mons
                    INTERVAL '1' MONTH | 1 mon
                    INTERVAL '1' YEAR | 1 year
                    INTERVAL '0' MONTH | 00:00:00
                    INTERVAL '1' QUARTER | 3 mons
                    TIMESTAMP '2026-01-03 08:13:55.5' - TIMESTAMP '2022-02-04 00:00:00' | 1429 days 08:13:55.5
                    TIMESTAMP '2022-02-04 00:00:00' - TIMESTAMP '2026-01-03 08:13:55.5' | -1429 days -08:13:55.5
                    """)
    void anIntervalHasPostgresText(String interval, String text) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + interval)) {
            assertTrue(row.next());
            assertEquals(text, row.getString(1));
            assertEquals(text, row.getObject(1, String.class));
        }
    }

    @Test
    void aSmallNumberIsAnInteger() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CAST(3 AS SMALLINT), CAST(3 AS TINYINT), 3")) {
            assertTrue(row.next());
            assertEquals(3, row.getObject(1));
            assertEquals(3, row.getObject(2));
            assertEquals(3, row.getObject(3));
        }
    }

    @Test
    void otherTypesAreReadAsWhatTheyAreOrRefused() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT INTERVAL '30 hours', INTERVAL '14' MONTH, '123e4567-e89b-12d3-a456-426614174000',"
                                + " DATE '2026-01-02'")) {
            assertTrue(row.next());
            assertEquals(Duration.ofHours(30), row.getObject(1));
            assertEquals(Duration.ofHours(30), row.getObject(1, Duration.class));
            assertEquals(Period.of(1, 2, 0), row.getObject(2, Period.class));
            assertEquals(UUID.fromString("123e4567-e89b-12d3-a456-426614174000"), row.getObject(3, UUID.class));
            assertEquals(row.getString(4), row.getObject(4, String.class));
            SQLException refused = assertThrows(SQLException.class, () -> row.getObject(4, Integer.class));
            assertEquals("column 4 is of type DATE and holds no number", refused.getMessage());
            assertEquals("22018", refused.getSQLState());
        }
    }
}
