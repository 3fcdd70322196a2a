package dev.ticketsql.cli.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatementPriceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            requests=95, about 10 minutes at 10 requests a minute           | about 95 requests, 10 minutes at 10 a minute; Ctrl-C keeps what came
            requests=9, less than a minute at 10 requests a minute          | about 9 requests, less than a minute at 10 a minute; Ctrl-C keeps what came
            requests<=95, at most about 10 minutes at 10 requests a minute  | at most 95 requests, 10 minutes at 10 a minute; Ctrl-C keeps what came
            requests=9910, about 991 minutes at 10 requests a minute        | about 9910 requests, 16 hours at 10 a minute; Ctrl-C keeps what came
            requests=95, no rate limit known                                | about 95 requests; Ctrl-C keeps what came
            requests=2, less than a minute at 10 requests a minute          | ''
            requests=0                                                      | ''
            requests=?, at 10 requests a minute                             | ''
            """)
    void aPlansPriceIsASentenceWhereItIsMoreThanTwoRequests(String price, String sentence) {
        assertEquals(
                sentence,
                StatementPrice.of("DuckDbStatement(price=[" + price + "])\n  EventScan(requests=3)")
                        .flatMap(StatementPrice::sentence)
                        .orElse(""));
    }
}
