package dev.ticketsql.calcite;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of one day come in the order of the next key, not in that of their time. */
@Tag("time-zones")
final class KeepOrderTest {

    private static TestAccount account;

    @BeforeAll
    static void open() throws Exception {
        account = TestAccount.of(EdgeEvents.all());
    }

    @AfterAll
    static void close() throws Exception {
        account.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT CAST(\"time\" AS DATE), ticket_id FROM ticket_events ORDER BY 1, 2 NULLS LAST LIMIT 12",
                "SELECT CAST(\"time\" AS DATE), ticket_id FROM ticket_events ORDER BY 1 DESC, 2 NULLS FIRST LIMIT 7",
                "SELECT CAST(\"time\" AS DATE), ticket_id, id FROM ticket_events ORDER BY 1, 2 NULLS LAST, 3 OFFSET 9 ROWS",
                "SELECT CAST(\"time\" AS DATE), UPPER(via), id FROM ticket_events ORDER BY 1, 3 LIMIT 30",
            })
    void aDayIsOrderedByTheNextKey(String sql) throws Exception {
        account.sql(sql).agreesWithHsqldb();
    }

    @Test
    void aSortStillGoesBelowWhatCannotBePushed() throws Exception {
        account.sql("SELECT UPPER(via), id FROM ticket_events ORDER BY id LIMIT 3")
                .runsInTheEngine()
                .agreesWithHsqldb();
    }
}
