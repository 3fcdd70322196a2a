package dev.ticketsql.calcite;

import dev.ticketsql.testing.EdgeEvents;
import dev.ticketsql.testing.TestAccount;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins events with the tables of another database, which Calcite's own JDBC adapter adds to the same model. */
@Tag("time-zones")
final class OtherSchemasTest {

    private static final String YEAR_2020 = "[2020-01-01T00:00:00Z, 2021-01-01T00:00:00Z)";

    @AutoClose
    private static TestAccount account;

    @BeforeAll
    static void open() throws Exception {
        account = TestAccount.of(EdgeEvents.all());
        account.hsqldb()
                .execute(
                        "CREATE TABLE channels (name VARCHAR(20), owner VARCHAR(20))",
                        "INSERT INTO channels VALUES ('Email', 'Ada'), ('Web form', 'Grace'), ('日本語', '恵'), (NULL, 'nobody')",
                        "CREATE TABLE releases (version VARCHAR(10), released TIMESTAMP(0), supported TIMESTAMP(0))",
                        "INSERT INTO releases VALUES "
                                + "('1.0', TIMESTAMP '1999-12-31 23:59:59', TIMESTAMP '2012-12-31 00:00:00'), "
                                + "('2.0', TIMESTAMP '2020-02-29 00:00:00', TIMESTAMP '2021-01-01 00:00:00'), "
                                + "('3.0', TIMESTAMP '2026-03-08 10:00:00', NULL)",
                        "CREATE TABLE calls (caller BIGINT)",
                        "INSERT INTO calls SELECT * FROM UNNEST(SEQUENCE_ARRAY(1, 9000, 1))",
                        "CREATE TABLE kinds (id BIGINT, price DECIMAL(20, 4), small VARBINARY(4), large BLOB, text CLOB, "
                                + "day DATE, clock TIME(0), numbers INTEGER ARRAY)",
                        "INSERT INTO kinds VALUES (1, -2.5, X'00CD', X'AB', 'long', DATE '1969-12-31', TIME '23:59:59', "
                                + "ARRAY[1, 2]), (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
        account.addOffice();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT e.id, c.owner FROM ticket_events e JOIN office.channels c ON e.via = c.name | every
            SELECT e.id, c.owner FROM ticket_events e LEFT JOIN office.channels c ON e.via = c.name | every
            SELECT c.owner, COUNT(*) FROM ticket_events e JOIN office.channels c ON e.via = c.name WHERE EXTRACT(YEAR FROM e."time") = 2020 GROUP BY c.owner | [2020-01-01T00:00:00Z, 2021-01-01T00:00:00Z)
            SELECT c.owner, COUNT(e.id) FROM office.channels c LEFT JOIN ticket_events e ON e.via = c.name AND EXTRACT(YEAR FROM e."time") = 2020 GROUP BY c.owner | [2020-01-01T00:00:00Z, 2021-01-01T00:00:00Z)
            SELECT c.owner FROM office.channels c WHERE c.name IN (SELECT via FROM ticket_events WHERE start_time < 0) | [.., 1970-01-01T00:00:00Z)
            SELECT c.owner FROM office.channels c WHERE EXISTS (SELECT 1 FROM ticket_events e WHERE e.via = c.name AND CAST(e."time" AS DATE) = DATE '2020-02-29') | [2020-02-29T00:00:00Z, 2020-03-01T00:00:00Z)
            SELECT e.id, r.version FROM ticket_events e JOIN office.releases r ON e."time" = r.released WHERE r.released >= TIMESTAMP '2026-01-01 00:00:00' | [2026-01-01T00:00:00Z, ..)
            SELECT e.id, r.version FROM ticket_events e JOIN office.releases r ON e."time" BETWEEN r.released AND r.supported | every
            SELECT e.id, r.version FROM ticket_events e JOIN office.releases r ON e."time" BETWEEN r.released AND r.supported WHERE e."time" < TIMESTAMP '2000-01-01 00:00:00' | [.., 2000-01-01T00:00:00Z)
            SELECT id FROM ticket_events WHERE "time" > (SELECT MAX(released) FROM office.releases) | every
            SELECT via FROM ticket_events WHERE EXTRACT(YEAR FROM "time") = 2020 UNION ALL SELECT owner FROM office.channels | [2020-01-01T00:00:00Z, 2021-01-01T00:00:00Z)
            """)
    void eventsJoinOtherTablesWithinTheirRange(String sql, String window) throws Exception {
        account.sql(sql).windows(window).agreesWithHsqldb(sql.replace("office.", ""));
    }

    /** Its database would compute some of these otherwise, or has no words for them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT COUNT(*), MAX(name) FROM office.channels | 4, 日本語
            SELECT owner ->> 'a', 7 / 2, CAST(2.5 AS INTEGER) FROM office.channels WHERE name = 'Email' | null, 3, 3
            SELECT version FROM office.releases WHERE (EXTRACT(YEAR FROM released) = 1999) IS TRUE | 1.0
            SELECT DATE_TRUNC('month', MAX(released)) FROM office.releases | 2026-03-01 00:00:00
            WITH unused AS (SELECT id FROM ticket_events) SELECT owner FROM office.channels ORDER BY 1 LIMIT 1 | Ada
            SELECT COUNT(*), SUM(caller) FROM office.calls | 9000, 40504500
            SELECT "tableName" FROM "metadata".TABLES WHERE "tableName" = 'ticket_events' | ticket_events
            """)
    void aStatementOfOtherSchemasAloneIsTheEnginesToo(String sql, String row) throws Exception {
        account.sql(sql).windows().returns(row);
    }

    @Test
    void valuesOfEveryKindComeAsTheyAre() throws Exception {
        account.sql(
                        "SELECT k.*, CHAR_LENGTH(CAST(k.text AS VARCHAR)) FROM office.kinds k JOIN (VALUES (1), (2)) v(n) ON v.n = k.id ORDER BY id")
                .returns(
                        "1, -2.5, 00cd, ab, long, 1969-12-31, 23:59:59, [1, 2], 4",
                        "2, null, null, null, null, null, null, null, null");
    }

    /** Calcite's JDBC adapter has eight connections to a database, and waits for one for ever. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM (SELECT id FROM ticket_events WHERE EXISTS (SELECT 1 FROM office.calls) LIMIT 2)",
                "SELECT COUNT(*) FROM (SELECT caller FROM office.calls UNION ALL SELECT id FROM ticket_events LIMIT 2)",
                "SELECT COUNT(*) FROM (SELECT e.id FROM ticket_events e CROSS JOIN office.calls LIMIT 2)",
            })
    void rowsOfAnotherDatabaseThatNobodyNeedsHoldNoConnection(String sql) throws Exception {
        for (int times = 0; times < 20; times++) {
            account.sql(sql).returns("2");
        }
    }

    @Test
    void conditionsOfBothSidesNarrowTheRange() throws Exception {
        String sql = """
                SELECT r.version, COUNT(*) FROM ticket_events e JOIN office.releases r ON e."time" >= r.released
                WHERE e."time" >= TIMESTAMP '2020-01-01 00:00:00' AND e.start_time < 1609459200
                GROUP BY r.version ORDER BY r.version""";
        account.sql(sql).windows(YEAR_2020).agreesWithHsqldb(sql.replace("office.", ""));
    }
}
