package dev.ticketsql.cli.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ShorthandTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            help                     | !help
            ?                        | !help
            \\?                      | !help
            .help                    | !help
            exit                     | !quit
            QUIT;                    | !quit
            \\q                      | !quit
            .quit                    | !quit
            \\d                      | !tables
            \\dt                     | !tables
            \\dt sla*                | !tables sla*
            .tables                  | !tables
            .schema                  | !tables
            .schema ticket_events    | !describe ticket_events
            \\d ticket_events;       | !describe ticket_events
            \\d+ ticket_events       | !describe ticket_events
            \\dn                     | !sql SHOW SCHEMAS;
            \\x                      | !expanded
            \\set maxRequests 20     | !set maxRequests 20
            \\i daily.sql            | !run daily.sql
            .mode csv                | !outputformat csv
            .headers off             | !set showheader false
            \\timing off             | !set showelapsedtime false
            \\conninfo               | !status
            \\foo                    | !unknown \\foo
            """)
    void whatOtherShellsKnowMeansACommandOfThisOne(String typed, String command) {
        assertEquals(command, Shorthand.command(typed).orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1;", "help me", "exit\nSELECT 1", "SELECT '\\d'", "!tables", "", "-- \\d", "quits"})
    void everythingElseIsNone(String typed) {
        assertEquals("", Shorthand.command(typed).orElse(""));
    }
}
