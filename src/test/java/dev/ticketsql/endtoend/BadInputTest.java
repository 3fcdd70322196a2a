package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Credentials;
import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxEvent;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.Sandboxes;
import dev.ticketsql.testing.SqlClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of bad options, statements and servers: one line each, word for word, and no half-written file. */
final class BadInputTest {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final String COUNT = "SELECT COUNT(*) FROM ticket_events";
    private static final String ASKED = "/api/v2/incremental/ticket_events?per_page=1000&start_time=0";
    private static final SandboxEvent EVENT = event("{\"id\":1,\"timestamp\":1700000000}");

    @TempDir
    private Path directory;

    @Test
    void anUnknownOption() {
        assertEquals(
                "unknown option 'pagesise'; use one of: subdomain, baseUrl, oauthToken, clientId, clientSecret, email,"
                        + " apiToken, password, mirror, mirrorMode, since, comments, supportTypeScope, pageSize, requestsPerMinute, parallelRequests,"
                        + " maxRequests, freshness, onBadEvent, progress, check, schedules, references, referenceFreshness, personalData, optionsFile, or of Calcite's: model, schema, timeZone, lex, conformance, fun,"
                        + " caseSensitive, quoting, quotedCasing, unquotedCasing, defaultNullCollation, typeCoercion,"
                        + " lenientOperatorLookup, locale",
                refusal(URI.create("http://127.0.0.1:1"), "pagesise", "10"));
    }

    @Test
    void aMalformedDateInAnOption() {
        assertEquals(
                "option since is '2025-13-01', must be epoch seconds, as 1735689600, or ISO-8601, as 2025-01-01 or"
                        + " 2025-01-01T00:00:00Z",
                refusal(URI.create("http://127.0.0.1:1"), "since", "2025-13-01"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TIMESTAMP '2025-13-01 00:00:00' | From line 1, column 44 to line 1, column 74: Illegal TIMESTAMP literal '2025-13-01 00:00:00': not in format 'yyyy-MM-dd HH:mm:ss'",
                "DATE '2025-02-30' | From line 1, column 44 to line 1, column 60: Illegal DATE literal '2025-02-30': not in format 'yyyy-MM-dd'",
            })
    void aMalformedDateInAStatement(String literal, String message) throws Exception {
        try (Sandbox sandbox = Sandboxes.serving(List.of(EVENT), CLOCK)) {
            String line = failure(sandbox, "SELECT * FROM ticket_events WHERE \"time\" > " + literal);
            assertEquals(message, line);
            assertEquals(0, sandbox.requests().size());
        }
    }

    @Test
    void plainHttpToAnotherMachine() {
        assertEquals(
                "baseUrl 'http://acme.zendesk.com' would send credentials unencrypted; use https:// (plain http is for"
                        + " 127.0.0.1, [::1] and localhost only)",
                refusal(URI.create("http://acme.zendesk.com"), "oauthToken", "t"));
    }

    @Test
    void aHostWhereNobodyListens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (SqlClient client = client(URI.create("http://127.0.0.1:" + port))) {
            assertEquals(
                    "GET http://127.0.0.1:" + port + ASKED + " got no answer: Failed to connect to"
                            + " /127.0.0.1:" + port + "; attempt 3 of 3. Check subdomain or baseUrl, the network, and"
                            + " whether a proxy is needed",
                    failure(client, COUNT));
        }
        assertNothingKept();
    }

    @Test
    void aWrongPassword() throws Exception {
        SandboxOptions options =
                SandboxOptions.defaults(CLOCK).withCredentials(new Credentials.Password("ann@example.com", "right"));
        try (Sandbox sandbox = Sandbox.serving(List.of(EVENT), options, CLOCK);
                SqlClient client = client(sandbox.baseUrl(), "user", "ann@example.com", "password", "wrong")) {
            assertEquals(
                    "GET " + sandbox.baseUrl() + ASKED + " answered 401 Unauthorized (x-request-id: sandbox-1):"
                            + " {\"error\":\"Couldn't authenticate you\"}; attempt 1 of 1. The password of"
                            + " 'ann@example.com' is not accepted: check email and password, and that the account"
                            + " allows passwords",
                    failure(client, COUNT));
            assertEquals(1, sandbox.requests().size());
        }
        assertNothingKept();
    }

    @Test
    void aWebPageInsteadOfJson() throws Exception {
        try (Sandbox sandbox = Sandboxes.serving(List.of(EVENT), CLOCK)) {
            sandbox.inject(Fault.html(200, "<html>\n<title>Log in</title></html>"));
            assertEquals(
                    "GET " + sandbox.baseUrl() + ASKED + " answered 200 OK (x-request-id: sandbox-1) with text/html;"
                            + " charset=utf-8 instead of JSON: <html> <title>Log in</title></html>; attempt 1 of 1."
                            + " Check that subdomain or baseUrl is the API's and that no proxy or log-in page answers"
                            + " in its place",
                    failure(sandbox, COUNT));
        }
        assertNothingKept();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"timestamp\":1700000000} | $.ticket_events[1] has no id",
                "{\"id\":2} | $.ticket_events[1] has no time: none of timestamp, created_at and time",
                "{\"id\":\"two\",\"timestamp\":1700000000} | $.ticket_events[1].id should be an integer of 64 bits, is the string \"two\"",
                "{\"id\":2,\"created_at\":\"yesterday\"} | $.ticket_events[1].created_at should be an instant as"
                        + " 2026-01-31T12:00:00Z, is the string \"yesterday\"",
            })
    void aRowThatIsNoEvent(String row, String complaint) throws Exception {
        List<SandboxEvent> events = List.of(EVENT, event(row));
        try (Sandbox sandbox = Sandboxes.serving(events, CLOCK)) {
            String message = failure(sandbox, COUNT);
            // The page begins as every page, and is shortened somewhere after the row.
            assertTrue(
                    message.startsWith("GET " + sandbox.baseUrl() + ASKED + " answered 200 OK (x-request-id:"
                            + " sandbox-1), but " + complaint + ": {\"ticket_events\":["),
                    message);
            assertTrue(
                    message.endsWith(
                            "...; attempt 1 of 1. Tell Zendesk, or give option onBadEvent the value skip, which keeps"
                                    + " such events aside in table rejected_events and reads on"),
                    message);
        }
        assertNothingKept();
    }

    @Test
    void truncatedJsonIsAskedForAgainAndNothingOfItStays() throws Exception {
        try (Sandbox sandbox = Sandboxes.serving(List.of(EVENT), CLOCK);
                SqlClient client = client(sandbox.baseUrl())) {
            sandbox.inject(Fault.truncatedJson(50));
            assertEquals(List.of("1"), client.rows(COUNT));
            assertEquals(2, sandbox.requests().size());
        }
    }

    /** Another host, another path, another start, on every page: not looked at, and nothing is missing or double. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "elsewhere/api/v2/incremental/ticket_events?per_page=10&start_time=1700000009",
                "here/login?start_time=1700000009",
                "here/api/v2/incremental/ticket_events?per_page=10&start_time=0",
                "here/api/v2/incremental/ticket_events?per_page=10&start_time=1700000020",
            })
    void aNextPageThatLeadsElsewhere(String nextPage) throws Exception {
        SandboxOptions options = SandboxOptions.defaults(CLOCK).withCredentials(new Credentials.BearerToken("t"));
        List<SandboxEvent> events = Sandboxes.eventPerSecond(1_700_000_000, 25);
        try (Sandbox sandbox = Sandbox.serving(events, options, CLOCK);
                Sandbox elsewhere = Sandboxes.serving(List.of(EVENT), CLOCK);
                SqlClient client = client(sandbox.baseUrl(), "oauthToken", "t", "pageSize", "10")) {
            sandbox.inject(Fault.nextPage(URI.create(
                            nextPage.replace("elsewhere", elsewhere.baseUrl().toString())
                                    .replace("here", sandbox.baseUrl().toString())))
                    .always());

            assertEquals(
                    LongStream.range(0, 25).mapToObj(Long::toString).toList(),
                    client.rows("SELECT id FROM ticket_events ORDER BY id"));

            assertEquals(
                    List.of(0L, 1_700_000_009L, 1_700_000_018L),
                    sandbox.requests().stream()
                            .filter(request -> request.path().equals("/api/v2/incremental/ticket_events"))
                            .map(request -> request.startSec().orElseThrow())
                            .toList());
            assertEquals(3, sandbox.requests().size());
            assertEquals(List.of(), elsewhere.requests());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "301, Moved Permanently",
        "302, Found",
        "303, See Other",
        "307, Temporary Redirect",
        "308, Permanent Redirect",
    })
    void aServerThatSendsWhoeverAsksElsewhere(int status, String reason) throws Exception {
        SandboxOptions options = SandboxOptions.defaults(CLOCK).withCredentials(new Credentials.BearerToken("t"));
        try (Sandbox sandbox = Sandbox.serving(List.of(EVENT), options, CLOCK);
                Sandbox elsewhere = Sandbox.serving(List.of(EVENT), options, CLOCK);
                SqlClient client = client(sandbox.baseUrl(), "oauthToken", "t")) {
            int asked = 0;
            for (URI server : List.of(elsewhere.baseUrl(), sandbox.baseUrl())) {
                URI location = server.resolve("/api/v2/incremental/ticket_events.json?start_time=0");
                sandbox.inject(Fault.redirect(status, location));
                asked++;

                assertEquals(
                        "GET " + sandbox.baseUrl() + ASKED + " answered " + status + " " + reason + " to " + location
                                + " (x-request-id: sandbox-" + asked + "), without a body; attempt 1 of 1. Redirects"
                                + " are not followed, so that credentials go to no other host; if the new address is"
                                + " the API's, make it the baseUrl",
                        failure(client, COUNT));
                assertEquals(asked, sandbox.requests().size());
            }
            assertEquals(List.of(), elsewhere.requests());
        }
        assertNothingKept();
    }

    private static SandboxEvent event(String json) {
        return new SandboxEvent(1_700_000_000, json);
    }

    private SqlClient client(URI baseUrl, String... options) throws SQLException {
        String[] all = Stream.concat(Stream.of("mirror", directory.toString()), Stream.of(options))
                .toArray(String[]::new);
        return SqlClient.to(baseUrl, all);
    }

    private static String refusal(URI baseUrl, String... options) {
        return oneLine(assertThrows(SQLException.class, () -> SqlClient.to(baseUrl, options)));
    }

    private String failure(Sandbox sandbox, String sql) throws SQLException {
        try (SqlClient client = client(sandbox.baseUrl())) {
            return failure(client, sql);
        }
    }

    private static String failure(SqlClient client, String sql) {
        return oneLine(assertThrows(SQLException.class, () -> client.rows(sql)));
    }

    private static String oneLine(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    /** The mirror holds no page, whole or in part. */
    private void assertNothingKept() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> Files.isRegularFile(file)
                                    && !file.getFileName().toString().endsWith(".lock"))
                            .toList());
        }
    }
}
