package dev.ticketsql.sandbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transport of responses: compressed, in chunks, over connections that stay open. */
@Timeout(60)
final class TransportTest {

    private static final String EXPORT = "/api/v2/incremental/ticket_events?start_time=0";

    private final SettableClock clock = SettableClock.at("2026-02-03T04:05:06Z");

    @AutoClose
    private final Sandbox sandbox = Sandbox.serving(
            List.of(new SandboxEvent(10, "{\"text\":\"日本語 🎁\"}")),
            SandboxOptions.defaults(clock).withRequestsPerMinute(10),
            clock);

    private final ApiCaller api = new ApiCaller(sandbox);

    @Test
    void onlyARequestThatAcceptsGzipGetsIt() throws Exception {
        byte[] plain = api.get(EXPORT).body();

        for (String accepted : List.of("gzip", "deflate, GZIP;q=0.5", "br, gzip ;q=1.0, *;q=0")) {
            HttpResponse<byte[]> page = api.get(EXPORT, "Accept-Encoding", accepted);
            assertEquals(List.of("gzip"), page.headers().allValues("Content-Encoding"), accepted);
            assertArrayEquals(
                    plain, new GZIPInputStream(new ByteArrayInputStream(page.body())).readAllBytes(), accepted);
        }
        for (String accepted : List.of("identity", "gzip;q=0", "br", "x-gzipped")) {
            HttpResponse<byte[]> page = api.get(EXPORT, "Accept-Encoding", accepted);
            assertEquals(List.of(), page.headers().allValues("Content-Encoding"), accepted);
            assertArrayEquals(plain, page.body(), accepted);
        }
    }

    @Test
    void aPageIsChunkedAndItsConnectionStaysOpenForTheNext() throws Exception {
        try (RawConnection connection = new RawConnection(sandbox)) {
            assertEquals("""
                    HTTP/1.1 404 Not Found
                    Content-Type: application/json; charset=utf-8
                    Date: Tue, 03 Feb 2026 04:05:06 GMT
                    x-request-id: sandbox-1
                    Transfer-Encoding: chunked

                    35
                    {"error":"InvalidEndpoint","description":"Not found"}
                    0

                    """, connection.send("GET / HTTP/1.1", "Host: x").readTo("0\n\n"));
            String second = connection
                    .send("GET " + EXPORT + " HTTP/1.1", "Host: desk.example.com")
                    .readTo("0\n\n");
            assertTrue(second.startsWith("HTTP/1.1 200 OK\n"), second);
            assertTrue(second.contains("\nx-request-id: sandbox-2\n"), second);
            assertTrue(
                    second.contains("\"next_page\":\"http://desk.example.com" + EXPORT.replace("=0", "=10") + "\""),
                    second);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        try (RawConnection connection = new RawConnection(sandbox)) {
            String answers = connection
                    .send("GET /1 HTTP/1.1", "", "GET /2 HTTP/1.1", "Connection: keep-alive, Close")
                    .readAll();

            assertEquals(2, answers.split("HTTP/1.1 404", -1).length - 1, answers);
            assertTrue(answers.contains("\nConnection: close\n"), answers);
        }
        assertEquals(
                List.of("/1", "/2"),
                sandbox.requests().stream().map(ServedRequest::path).toList());
    }

    @Test
    void anHttp10ClientGetsNoChunksAndAClosedConnection() throws Exception {
        try (RawConnection connection = new RawConnection(sandbox)) {
            String answer = connection.send("GET / HTTP/1.0").readAll();

            assertTrue(
                    answer.endsWith(
                            "\nConnection: close\n\n{\"error\":\"InvalidEndpoint\",\"description\":\"Not found\"}"),
                    answer);
        }
    }

    @Test
    void headIsGetWithoutTheBody() throws Exception {
        try (RawConnection connection = new RawConnection(sandbox)) {
            String head = connection
                    .send("HEAD " + EXPORT + " HTTP/1.1", "Connection: close")
                    .readAll();

            assertTrue(head.startsWith("HTTP/1.1 200 OK\n"), head);
            assertTrue(head.endsWith("\n\n"), head);
        }
    }

    @Test
    void theDateIsThatOfTheSandboxsClock() throws Exception {
        assertEquals(
                "Tue, 03 Feb 2026 04:05:06 GMT",
                api.get(EXPORT).headers().firstValue("Date").orElse(""));
    }

    @Test
    void aMalformedRequestIsRefusedInPlainText() throws Exception {
        assertMalformed("400 Bad Request", "not an HTTP/1.1 request line: hello", "hello");
        assertMalformed("400 Bad Request", "not a header: nonsense", "GET / HTTP/1.1", "nonsense");
        assertMalformed(
                "400 Bad Request", "not a Content-Length: x", "POST /oauth/tokens HTTP/1.1", "Content-Length: x");
        assertMalformed(
                "411 ",
                "a request's body needs a Content-Length here",
                "POST / HTTP/1.1",
                "Transfer-Encoding: chunked");
        assertMalformed("413 ", "more than 65536 bytes of body", "POST / HTTP/1.1", "Content-Length: 65537");
        assertMalformed("431 ", "a line of more than 65536 bytes", "GET /" + "x".repeat(70_000) + " HTTP/1.1");
    }

    @Test
    void aDroppedConnectionCarriesNotAByte() throws Exception {
        sandbox.inject(Fault.drop());

        try (RawConnection connection = new RawConnection(sandbox)) {
            assertEquals("", connection.send("GET " + EXPORT + " HTTP/1.1").readAll());
        }
        assertEquals("GET " + EXPORT + " -> dropped", sandbox.requests().get(0).toString());
    }

    @Test
    void closingTheSandboxEndsItsConnections() throws Exception {
        try (RawConnection connection = new RawConnection(sandbox)) {
            connection.send("GET / HTTP/1.1").readTo("0\n\n");
            sandbox.close();
            sandbox.close();

            assertEquals("", connection.readAll());
        }
        assertThrows(IOException.class, () -> api.get("/"));
    }

    private void assertMalformed(String status, String message, String... request) throws IOException {
        try (RawConnection connection = new RawConnection(sandbox)) {
            assertEquals(
                    "HTTP/1.1 " + status + "\nContent-Type: text/plain; charset=utf-8\nConnection: close\n\n" + message
                            + "\n",
                    connection.send(request).readAll());
        }
    }
}
