package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Credentials;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.SelfSigned;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server behind a proxy, with a certificate of a private trust store, reached with the options of the README. The
 * host's name exists nowhere; the processes, the sockets and the encryption are real.
 */
final class NetworkIT {

    private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");

    /** That of the program: a server of another time would be warned of. */
    private static final InstantSource CLOCK = InstantSource.system();

    private static final String TOKEN = "s3cret-Zm9v";

    private final Sandbox sandbox = Sandbox.start(
            SandboxOptions.defaults(CLOCK)
                    .withEventCount(1500)
                    .withEnd(END)
                    .withCredentials(new Credentials.BearerToken(TOKEN)),
            CLOCK);

    @TempDir
    private Path directory;

    private Path keys;
    private Relay server;
    private Relay proxy;

    @BeforeEach
    void listen() throws Exception {
        keys = directory.resolve("store.p12");
        SSLContext certificate = SelfSigned.certificate(keys, "DNS:acme.example");
        server = Relay.to(
                sandbox.baseUrl().getPort(),
                certificate.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        proxy = Relay.proxyTo(server.port());
    }

    @AfterEach
    void close() throws Exception {
        proxy.close();
        server.close();
        sandbox.close();
    }

    @Test
    void aProxyIsAskedForTheHostAndSeesNoCredentials() throws Exception {
        Outcome outcome = count("https://acme.example", trusting());

        assertEquals("\"events\"\n1500\n", outcome.out(), outcome.err());
        assertEquals(0, outcome.exitCode());
        assertEquals(2, sandbox.requests().size());
        assertTrue(sandbox.requests().stream()
                .allMatch(
                        request -> request.received().header("Authorization").equals(Optional.of("Bearer " + TOKEN))));
        assertFalse(proxy.heads().isEmpty());
        for (String head : proxy.heads()) {
            assertEquals(
                    "CONNECT acme.example:443 HTTP/1.1",
                    head.lines().findFirst().orElseThrow());
            assertFalse(head.contains("Authorization"), head);
        }
        assertTrue(server.sent().contains(TOKEN), "the server was not asked with the token");
        assertTrue(proxy.sent().length() > 500, "the proxy passed on nothing");
        assertFalse((proxy.heads() + proxy.sent()).contains(TOKEN));
    }

    /** The name leads to this machine without a proxy; with one, the proxy looks the name up. */
    @Test
    void aHostThatNeedsNoProxyIsAskedWithoutIt() throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 acme.example\n");
        String direct = "-Djdk.net.hosts.file=" + hosts + " -Dhttp.nonProxyHosts=localhost|*.example";

        Outcome outcome = count("https://acme.example:" + server.port(), trusting() + " " + direct);

        assertEquals("\"events\"\n1500\n", outcome.out(), outcome.err());
        assertEquals(0, outcome.exitCode());
        assertEquals(2, sandbox.requests().size());
        assertTrue(server.sent().contains(TOKEN), "the server was not asked with the token");
        assertEquals(List.of(), proxy.heads());
    }

    @Test
    void withoutTheTrustStoreOneIsAskedFor() throws Exception {
        Outcome outcome = count("https://acme.example", "");

        assertEquals("", outcome.out());
        assertEquals(2, outcome.exitCode(), outcome.err());
        List<String> errors = outcome.err()
                .lines()
                .filter(line -> line.contains("got no answer: "))
                .toList();
        assertEquals(1, errors.size(), outcome.err());
        assertTrue(
                errors.get(0)
                        .contains("GET https://acme.example/api/v2/incremental/ticket_events?per_page=1000&start_time=0"
                                + " got no answer: "),
                errors.get(0));
        assertTrue(
                errors.get(0)
                        .contains("; attempt 1 of 1. The server's certificate is not trusted here; if a proxy puts in"
                                + " its own, name a trust store that knows it with -Djavax.net.ssl.trustStore"),
                errors.get(0));
        assertEquals(List.of(), sandbox.requests());
    }

    private String trusting() {
        return "-Djavax.net.ssl.trustStore=" + keys + " -Djavax.net.ssl.trustStorePassword=" + SelfSigned.PASSWORD;
    }

    private Outcome count(String baseUrl, String javaOptions) throws Exception {
        return CommandLine.sqlline(directory)
                .with("ZENDESK_BASE_URL", baseUrl)
                .with("ZENDESK_OAUTH_TOKEN", TOKEN)
                .with(
                        "JAVA_OPTS",
                        "-Dx.sqlline.basedir=" + directory + " -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort="
                                + proxy.port() + " " + javaOptions)
                .run("--silent=true", "--outputformat=csv", "-e", "SELECT COUNT(*) AS events FROM ticket_events");
    }
}
