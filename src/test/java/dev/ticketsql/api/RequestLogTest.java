package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.ApiRequest;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.sandbox.Fault;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Entries of the request log. */
final class RequestLogTest {

    @Test
    void aPageIsNotedWithItsEventsAndBytes() throws Exception {
        try (ServedAccount account = ServedAccount.of(ServedAccount.eventPerSecond(3))) {
            account.read(1001);
            List<ApiRequest> noted = account.log.requests();
            assertEquals(1, noted.size());
            ApiRequest request = noted.get(0);
            assertEquals(account.clock.millis(), request.timeMillis());
            assertEquals(OptionalLong.of(1001), request.startSec());
            assertEquals("incremental/ticket_events", request.endpoint());
            assertEquals(OptionalInt.of(2), request.eventCount());
            assertEquals(OptionalInt.of(200), request.status());
            assertEquals(0, request.waitedMillis());
            assertEquals(OptionalLong.empty(), request.statement());
            assertTrue(request.bytes() > 100, () -> request.bytes() + " bytes");
        }
    }

    @Test
    void everyAttemptIsNotedWithWhatItWaitedFor() throws Exception {
        try (ServedAccount account =
                ServedAccount.of(ServedAccount.eventPerSecond(3)).with(Fault.text(503, "busy"))) {
            account.read(1000);
            List<ApiRequest> noted = account.log.requests();
            assertEquals(List.of(503, 200), account.statuses());
            assertEquals(
                    List.of(OptionalInt.of(503), OptionalInt.of(200)),
                    noted.stream().map(ApiRequest::status).toList());
            assertEquals(OptionalInt.empty(), noted.get(0).eventCount());
            assertEquals(0, noted.get(0).bytes());
            assertEquals(
                    account.waits().get(0).toMillis(), noted.get(1).waitedMillis(), "waited before the second attempt");
        }
    }

    @Test
    void aRequestWithoutAnAnswerHasNoStatus() throws Exception {
        try (ServedAccount account = ServedAccount.of(ServedAccount.eventPerSecond(1))) {
            account.sandbox.close();
            assertThrows(ApiException.class, account::read);
            assertTrue(account.log.requests().size() > 1);
            assertTrue(account.log.requests().stream()
                    .allMatch(request -> request.status().isEmpty()));
        }
    }

    @Test
    void aStatementsRequestsBearItsNumber() throws Exception {
        try (ServedAccount account = ServedAccount.of(ServedAccount.eventPerSecond(1))) {
            long number = account.log.nextStatement();
            account.client(new Credentials.None())
                    .forStatement(number, FetchObserver.none())
                    .read(0, account.kept, Cancellation.never());
            assertEquals(
                    List.of(OptionalLong.of(1)),
                    account.log.requests().stream().map(ApiRequest::statement).toList());
            assertEquals(2, account.log.nextStatement());
        }
    }

    @Test
    void onlyTheLatestTenThousandAreKept() {
        RequestLog log = new RequestLog();
        IntStream.range(0, RequestLog.CAPACITY + 5)
                .forEach(i -> log.add(new ApiRequest(
                        i,
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        0,
                        OptionalInt.empty(),
                        0,
                        OptionalLong.empty(),
                        "groups")));
        assertEquals(10_000, log.requests().size());
        assertEquals(5, log.requests().get(0).timeMillis());
    }
}
