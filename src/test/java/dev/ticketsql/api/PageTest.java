package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ticketsql.event.Page;
import dev.ticketsql.event.PageRowCounter;
import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Fault;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The envelope of a page: its range, its keys in any order, and bodies that are no page. */
final class PageTest {

    /** 2026-01-01T00:00:00Z, the clock of the account. */
    private static final long NOW_SEC = 1_767_225_600;

    @AutoClose
    private final ServedAccount account = ServedAccount.of(ServedAccount.eventPerSecond(3));

    @Test
    void aPageHasItsRangeAndItsCountOfEvents() throws Exception {
        assertEquals(page(1001, true, OptionalLong.of(1002), OptionalLong.of(2), 1001, 1002), account.read(1001));
    }

    @Test
    void anEmptyPageHasNoEnd() throws Exception {
        assertEquals(page(5000, true, OptionalLong.empty(), OptionalLong.of(0)), account.read(5000));
    }

    /** Keys in any order, unknown ones, and a next_page that leads elsewhere. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"ticket_events":[{"id":1,"timestamp":9}],"count":1,"end_of_stream":false,"end_time":9,"next_page":"http://192.0.2.1/"}
            {"next_page":null,"end_time":9,"end_of_stream":false,"count":1,"ticket_events":[{"timestamp":9,"id":1}]}
            {"meta":{"ticket_events":[]},"end_time":9,"ticket_events":[{"id":1,"timestamp":9}],"x":[[{}]],"end_of_stream":false,"count":1}
            """)
    void theEnvelopesKeysComeInAnyOrder(String json) throws Exception {
        account.with(Fault.status(200, json));

        assertEquals(page(0, false, OptionalLong.of(9), OptionalLong.of(1), 9), account.read());
        assertEquals(List.of(200), account.statuses());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"one\"", "1.5", "[1]", "99999999999999999999"})
    void aCountThatIsNoWholeNumberIsNotRead(String count) throws Exception {
        account.with(Fault.status(
                200,
                "{\"ticket_events\":[{\"id\":1,\"timestamp\":9}],\"end_of_stream\":true,\"count\":" + count + "}"));

        assertEquals(OptionalLong.empty(), account.read().statedCount());
    }

    private static Page page(
            long startSec, boolean endOfStream, OptionalLong endSec, OptionalLong count, long... eventSecs) {
        PageRowCounter rows = new PageRowCounter(startSec);
        LongStream.of(eventSecs).forEach(sec -> rows.add(rows.rows().count(), sec));
        return new Page(startSec, rows.rows(), endOfStream, endSec, count, NOW_SEC);
    }

    /** Another host, another path, another start, other parameters; on a page that more is to come after. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "elsewhere/api/v2/incremental/ticket_events?per_page=2&start_time=1001",
                "here/login?start_time=1001",
                "here/api/v2/incremental/ticket_events?per_page=2&start_time=1002",
                "here/api/v2/incremental/ticket_events?per_page=2&start_time=0",
                "here/api/v2/incremental/ticket_events?include=comment_events&per_page=1&start_time=1001",
                "file:/etc/passwd",
            })
    void aNextPageThatLeadsElsewhereIsNotFollowed(String nextPage) throws Exception {
        try (ServedAccount elsewhere = ServedAccount.of(ServedAccount.eventPerSecond(9))) {
            URI address = URI.create(nextPage.replace(
                            "elsewhere/",
                            elsewhere.sandbox.baseUrl().resolve("/").toString())
                    .replace("here/", account.sandbox.baseUrl().resolve("/").toString()));
            account.with(Fault.nextPage(address).always());
            ClientOptions pagesOfTwo = new ClientOptions(
                    account.sandbox.baseUrl(),
                    new Credentials.Bearer("s3cret"),
                    2,
                    false,
                    Optional.empty(),
                    OptionalInt.empty());

            assertEquals(2, account.readAll(account.client(pagesOfTwo)));

            assertEquals(
                    List.of(
                            "GET /api/v2/incremental/ticket_events?per_page=2&start_time=0",
                            "GET /api/v2/incremental/ticket_events?per_page=2&start_time=1001"),
                    account.sandbox.requests().stream()
                            .map(request -> request.received().toString())
                            .toList());
            assertEquals(List.of(), elsewhere.sandbox.requests());
            assertEquals(
                    List.of(8001L, 8002L),
                    account.kept.events().stream().map(TicketEvent::id).toList());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"error":"none"}|$ has no ticket_events
            {"ticket_events":[]}|$ has no end_of_stream
            {"ticket_events":null,"end_of_stream":true}|$.ticket_events should be an array, is null
            {"ticket_events":[],"end_of_stream":"yes"}|$.end_of_stream should be true or false, is the string "yes"
            []|$ should be an object, is an array
            "text"|$ should be an object, is the string "text"
            {"ticket_events":[],"end_of_stream":true} {}|$ is followed by another value
            """)
    void whatIsNoPageIsRefusedWithItsPlace(String json, String complaint) {
        account.with(Fault.status(200, json));

        assertEquals(
                "GET http://127.0.0.1/api/v2/incremental/ticket_events?per_page=1000&start_time=0 answered 200 OK"
                        + " (x-request-id: sandbox-1), but " + complaint + ": " + json + "; attempt 1 of 1. Check that"
                        + " subdomain or baseUrl is the API's and that no proxy or log-in page answers in its place",
                account.message());
    }

    /** Neither is ever followed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "9"     | OptionalLong[9]
            9.0     | OptionalLong[9]
            1.5     | OptionalLong.empty
            "soon"  | OptionalLong.empty
            {"s":9} | OptionalLong.empty
            null    | OptionalLong.empty
            """)
    void anOddEndTimeOrCountIsNoReasonToRefuseThePage(String json, String read) throws Exception {
        account.with(Fault.status(
                200, "{\"count\":" + json + ",\"ticket_events\":[],\"end_time\":" + json + ",\"end_of_stream\":true}"));

        Page page = account.read();

        assertEquals(
                List.of(read, read),
                List.of(page.endSec().toString(), page.statedCount().toString()));
    }

    @Test
    void theUrlOfARequestHasItsOptions() throws Exception {
        ClientOptions settings = new ClientOptions(
                account.sandbox.baseUrl().resolve("/proxied/"),
                new Credentials.None(),
                500,
                true,
                Optional.of("ai agent&x"),
                OptionalInt.empty());

        account.failure(account.client(settings));
        account.read();

        assertEquals(
                List.of(
                        "GET /proxied/api/v2/incremental/ticket_events?include=comment_events&per_page=500&start_time=0"
                                + "&support_type_scope=ai%20agent%26x -> 404",
                        "GET /api/v2/incremental/ticket_events?per_page=1000&start_time=0 -> 200, 3 events"),
                account.sandbox.requests().stream().map(Object::toString).toList());
        assertEquals(
                List.of("application/json", "ticketsql/development", "gzip"),
                List.of("Accept", "User-Agent", "Accept-Encoding").stream()
                        .map(name ->
                                account.sandbox.requests().get(1).header(name).orElse(""))
                        .toList());
        assertFalse(account.sandbox.requests().get(1).isAuthorized());
    }
}
