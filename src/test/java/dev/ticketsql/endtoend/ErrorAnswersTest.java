package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.PacedAccounts;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.SettableClock;
import dev.ticketsql.testing.SqlClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Error answers that Zendesk has been seen to give, in the middle of a statement: one line word for word, the page
 * before them kept, nothing half-written, and afterwards only the missing pages are asked for.
 */
final class ErrorAnswersTest {

    private static final Path RECORDINGS = Path.of("../shared/recordings/errors");

    private static final String COUNT = "SELECT COUNT(*) FROM ticket_events";

    private static final long FIRST_SEC = 1_700_000_000;

    /** Of 2500 events, one a second, the first page holds 1000; its last second comes again on the next. */
    private static final long SECOND_PAGE_SEC = FIRST_SEC + 999;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));

    @AutoClose
    private final Sandbox sandbox = Sandboxes.serving(Sandboxes.eventPerSecond(FIRST_SEC, 2500), clock);

    @TempDir
    private Path directory;

    @Test
    void everyRecordedErrorIsTold() throws Exception {
        JsonNode errors = recorded("recorded_error_bodies.json");
        assertTrue(errors.size() >= 9, "only " + errors.size() + " errors");
        for (JsonNode error : errors) {
            assertTold(
                    error.path("status").path("code").asInt(),
                    error.path("headers").path("Content-Type").path(0).asText(),
                    error.path("body_raw").asText());
        }
    }

    @Test
    void everyReportedErrorIsTold() throws Exception {
        JsonNode errors = recorded("reported_error_bodies.json");
        assertTrue(errors.size() >= 10, "only " + errors.size() + " errors");
        for (JsonNode error : errors) {
            String body = error.path("body").asText();
            assertTold(error.path("status").asInt(), body.startsWith("{") ? "application/json" : "text/plain", body);
        }
    }

    /** Every envelope that was recorded or reported, by hand. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400|{"error":"StartTimeTooRecent","description":"too recent"}
            400|{"error":{"title":"Invalid attribute","message":"must be a string"}}
            400|Required parameter missing: start_time
            401|{"error":"invalid_token","error_description":"The access token expired"}
            403|{"error":{"title":"Forbidden","message":"You do not have access to this page."}}
            403|{"error":"Forbidden","description":"You are missing the following required scopes: read"}
            404|{"error":{"title":"No help desk at acme.zendesk.com","message":"none"}}
            404|{"error":"InvalidEndpoint","description":"Not found"}
            406|{"error":"CommentRequired","description":"A comment is required"}
            409|{"error":"DatabaseConflict","description":"Database collision"}
            422|{"error":"InvalidValue","description":"Too recent start_time. Use a start_time older than 5 minutes"}
            422|{"error":"RecordInvalid","description":"Record validation errors","details":{"base":[{"error":"BlankValue"}]}}
            429|{"error":"APIRateLimitExceeded","description":"Number of allowed API requests per minute exceeded"}
            500|<html><body>We're sorry, but something went wrong.</body></html>
            503|{"error":"ServiceUnavailable"}
            504|upstream request timeout
            """)
    void everyEnvelopeIsTold(int status, String body) throws Exception {
        assertTold(status, "application/json", body);
    }

    @Test
    void jsonThatEndsTooEarlyAtEveryAttemptLeavesNothingBehind() throws Exception {
        assertTold(
                Fault.truncatedJson(30_000),
                8,
                "1000",
                " answered 200 OK (x-request-id: sandbox-9) with JSON that ends too early; attempt 8 of 8. The"
                        + " connection loses data; ask again later, what was fetched before is kept");
    }

    @Test
    void anAnswerWithoutAnIdIsToldWithoutOne() throws Exception {
        assertTold(
                Fault.drop(),
                8,
                "1000",
                " got no answer: unexpected end of stream on " + sandbox.baseUrl()
                        + "/...; attempt 8 of 8."
                        + " The connection breaks; ask again later, what was fetched before is kept");
    }

    /** The message of an error: its name, the number of attempts, and advice. */
    private record Told(String reason, int attempts, String advice) {

        private static Told on(int status) {
            return switch (status) {
                case 400 ->
                    new Told(
                            "Bad Request",
                            1,
                            "Check that this machine's clock is right, and that subdomain or baseUrl is the API's");
                case 401 ->
                    new Told(
                            "Unauthorized",
                            1,
                            "No credentials were sent: give oauthToken, clientId with clientSecret, or email with apiToken");
                case 403 ->
                    new Told(
                            "Forbidden",
                            1,
                            "The export is for admins: use an admin's credentials, an OAuth token with scope read");
                case 404 ->
                    new Told(
                            "Not Found",
                            1,
                            "Check subdomain or baseUrl: there is no such help desk, or no such export");
                case 406 -> new Told("Not Acceptable", 1, "Check that subdomain or baseUrl is the API's");
                case 409 ->
                    new Told(
                            "Conflict",
                            8,
                            "The server is busy with the same data; ask again, what was fetched before is kept");
                case 422 ->
                    new Told(
                            "Unprocessable Entity",
                            1,
                            "Check that this machine's clock is right, and that subdomain or baseUrl is the API's");
                case 429 ->
                    new Told(
                            "Too Many Requests",
                            8,
                            "Somebody else uses up the account's limit; ask again in some minutes, what was fetched"
                                    + " before is kept");
                case 500 ->
                    new Told(
                            "Internal Server Error",
                            8,
                            "The server has trouble; ask again later, what was fetched before is kept");
                case 503 ->
                    new Told(
                            "Service Unavailable",
                            8,
                            "The server has trouble; ask again later, what was fetched before is kept");
                case 504 ->
                    new Told(
                            "Gateway Timeout",
                            8,
                            "The server cannot make a page in time; ask again later, what was fetched before is kept");
                default -> throw new AssertionError("no recording has status " + status);
            };
        }
    }

    private void assertTold(int status, String contentType, String body) throws Exception {
        Told told = Told.on(status);
        String line = body.strip().replaceAll("\\s+", " ");
        int failed = sandbox.requests().size() + 1 + told.attempts();
        assertTold(
                Fault.answer(status, contentType, body),
                told.attempts(),
                // A page that is too heavy is halved seven times.
                status == 504 ? "10" : "1000",
                " answered " + status + " " + told.reason() + " (x-request-id: sandbox-" + failed + "): "
                        + (line.length() > 200 ? line.substring(0, 200) + "..." : line) + "; attempt "
                        + told.attempts() + " of " + told.attempts() + ". " + told.advice());
    }

    /** Asks for the first page, then for everything while {@code fault} lasts, then for everything again. */
    private void assertTold(Fault fault, int attempts, String perPage, String message) throws Exception {
        Path mirror = Files.createTempDirectory(directory, "mirror");
        String firstPage = COUNT + " WHERE start_time < " + SECOND_PAGE_SEC;
        try (SqlClient client = connect(mirror)) {
            assertRequests(1, () -> assertEquals(List.of("999"), client.rows(firstPage)));
            List<Path> kept = files(mirror);

            sandbox.inject(fault.times(attempts));
            assertRequests(
                    attempts,
                    () -> assertEquals(
                            "GET " + sandbox.baseUrl() + "/api/v2/incremental/ticket_events?per_page=" + perPage
                                    + "&start_time=" + SECOND_PAGE_SEC + message,
                            assertThrows(SQLException.class, () -> client.rows(COUNT))
                                    .getMessage()));

            assertEquals(kept, files(mirror));
            assertRequests(0, () -> assertEquals(List.of("999"), client.rows(firstPage)));
        }
        try (SqlClient later = connect(mirror)) {
            assertRequests(2, () -> assertEquals(List.of("2500"), later.rows(COUNT)));
        }
    }

    /** A process of its own with that mirror. Instead of waiting, the clock moves. */
    private SqlClient connect(Path mirror) throws SQLException {
        Map<String, String> options = Map.of("baseUrl", sandbox.baseUrl().toString(), "mirror", mirror.toString());
        return SqlClient.over(new PacedAccounts(clock, directory.resolve("cache")).schema(options), sandbox.baseUrl());
    }

    @FunctionalInterface
    private interface Asking {
        void ask() throws Exception;
    }

    private void assertRequests(int expected, Asking asking) throws Exception {
        int before = sandbox.requests().size();
        asking.ask();
        assertEquals(expected, sandbox.requests().size() - before);
    }

    private static List<Path> files(Path mirror) throws IOException {
        try (Stream<Path> files = Files.walk(mirror)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static JsonNode recorded(String file) throws IOException {
        Path recording = RECORDINGS.resolve(file);
        assumeTrue(Files.exists(recording), recording + " is not there: recorded errors are not told");
        return JsonMapper.builder().build().readTree(recording.toFile());
    }
}
