package dev.ticketsql.calcite.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats of TO_CHAR, each with the text that PostgreSQL 15 made of it. */
final class PostgresTimeFormatTest {

    private static final LocalDateTime TIME = LocalDateTime.parse("2026-05-06T15:04:05.123");

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            YYYY Y,YYY YYY YY Y IYYY IYY IY I CC Q         ¦ 2026 2,026 026 26 6 2026 026 26 6 21 2
            MM RM| rm| MONTH| Month| month| MON Mon mon    ¦ 05 V   | v   | MAY      | May      | may      | MAY May may
            WW IW W DDD IDDD DD D ID J                     ¦ 18 19 1 126 129 06 4 3 2461167
            DAY Day day DY Dy dy FMDay, Day|               ¦ WEDNESDAY Wednesday wednesday WED Wed wed Wednesday, Wednesday|
            HH HH12 HH24 MI SS SSSS SSSSS                  ¦ 03 03 15 04 05 54245 54245
            MS US FF1 FF2 FF3 FF4 FF5 FF6 ff3              ¦ 123 123000 1 12 123 1230 12300 123000 123
            AM PM am pm A.M. p.m. AD ad A.D. BC b.c.       ¦ PM PM pm pm P.M. p.m. AD ad A.D. AD a.d.
            (TZ) TZH TZM OF                                ¦ () +00 00 +00
            yyyy-mm-dd hh24:mi:ss                          ¦ 2026-05-06 15:04:05
            DDth DDTH FMDDth FMDD/FMMM fmDD FXDD FMFXDD TMMonth| ¦ 06th 06TH 6th 6/5 6 06 06 May|
            DDSP Ddth Yyyy Mm MoNTH                        ¦ 06 44th 6026 Mm MoNTH
            YYYY-"Q"Q YYYYMMDD"T"HH24MISS "a\\"b\\c" \\"MM \\ ¦ 2026-Q2 20260506T150405 a"bc "05 \\
            yyyy "not closed MM                            ¦ 2026 not closed MM
            FMx ¦ x
            """)
    void showsTimesAsPostgresDoes(String format, String expected) {
        assertEquals(expected, PostgresTimeFormat.of(format).text(TIME));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            0044-01-02T00:00 ¦ YYYY YY FMYYYY FMYY IYYY CC Y,YYY AD ¦ 0044 44 44 44 0043 01 0,044 AD
            0044-01-02T00:00 ¦ FMY,YYY FMMS FMUS FMDDD FMHH12 FMWW FMJ ¦ 0,044 000 000000 2 12 1 1737132
            2026-01-01T12:00 ¦ DDth MMTH HH12 PM IYYY-IW IDDD        ¦ 01st 01ST 12 PM 2026-01 004
            2025-12-31T00:00 ¦ DDth HH12 AM IYYY-IW IDDD WW W        ¦ 31st 12 AM 2026-01 003 53 5
            2026-03-22T00:00 ¦ DDth FMMMth D ID DDDth                ¦ 22nd 3rd 1 7 081st
            2026-11-11T00:00 ¦ DDth DDDth SSSSth                     ¦ 11th 315th 0th
            """)
    void showsTheEndsOfYearsWeeksAndDays(LocalDateTime time, String format, String expected) {
        assertEquals(expected, PostgresTimeFormat.of(format).text(time));
    }

    @Test
    void keepsTheEndsOfLinesAndShowsNothingForNothing() {
        assertEquals("2026\n05", PostgresTimeFormat.of("YYYY\nMM").text(TIME));
        assertEquals("", PostgresTimeFormat.of("").text(TIME));
    }

    /** The engine prints as quickly as it reads; a call of Java takes several times as long. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "YYYY-MM-DD HH24:MI:SS.MS",
                "yyyymmdd hh12:mi AM PM",
                "DDD YY HH IYYY-IW-ID",
                "Dy, DD Mon YYYY",
                "100% \"of the year\" YYYY",
                "\"text alone\""
            })
    void theEnginePrintsCommonFormatsAlike(String format) throws Exception {
        String own = PostgresTimeFormat.strftime(format).orElseThrow();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement print = duckDb.prepareStatement("SELECT strftime(CAST(? AS TIMESTAMP), ?)")) {
            for (String time : List.of(
                    "0001-01-01T00:00",
                    "0044-01-02T09:08:07",
                    "1969-12-31T23:59:59.999",
                    "2024-02-29T12:00",
                    "2026-05-06T15:04:05.123",
                    "2027-01-01T00:00",
                    "9999-12-31T23:59:59")) {
                print.setString(1, time);
                print.setString(2, own);
                try (ResultSet printed = print.executeQuery()) {
                    assertTrue(printed.next());
                    assertEquals(PostgresTimeFormat.of(format).text(LocalDateTime.parse(time)), printed.getString(1));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Month", "MON", "FMDD", "DDth", "US", "am", "Q", "WW", "J", "TZ"})
    void otherFormatsAreOurs(String format) {
        assertEquals(Optional.empty(), PostgresTimeFormat.strftime(format));
    }
}
