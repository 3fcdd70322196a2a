package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ticketsql.testing.SelfSigned;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers with an untrusted certificate, as behind a proxy that inspects TLS. */
final class TlsTest {

    @Test
    void anUntrustedCertificateIsReportedAtOnceWithAdvice(@TempDir Path directory) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(SelfSigned.certificate(directory.resolve("keys.p12"), "IP:127.0.0.1")));
        server.start();
        try (ServedAccount account = ServedAccount.of(List.of())) {
            URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort());

            String message = account.message(account.client(new ClientOptions(
                    url, new Credentials.Bearer("secret"), 1000, false, Optional.empty(), OptionalInt.empty())));

            assertTrue(
                    message.startsWith("GET " + url + "/api/v2/incremental/ticket_events?per_page=1000&start_time=0 got"
                            + " no answer: "),
                    message);
            assertTrue(
                    message.endsWith("; attempt 1 of 1. The server's certificate is not trusted here; if a proxy puts"
                            + " in its own, name a trust store that knows it with -Djavax.net.ssl.trustStore"),
                    message);
            assertEquals(List.of(), account.waits());
        } finally {
            server.stop(0);
        }
    }
}
