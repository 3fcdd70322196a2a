package dev.ticketsql.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proxies that want a login, or repeat what they are sent: one sentence, and no secret in it, in logs and in traces.
 */
@Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
final class HostileProxyIT {

    private static final String COUNT = "SELECT COUNT(*) FROM ticket_events";

    private static final String TOKEN = "s3cret-t0ken-Zm9vYmFy";

    private static final String ADVICE =
            "The proxy wants a login. Java's settings of proxies have none: they name a host"
                    + " alone, and a program gives the login by java.net.Authenticator.setDefault";

    @TempDir
    private Path directory;

    @Test
    void aProxyThatWantsALoginIsSaidAtOnce() throws Exception {
        try (ReflectingProxy proxy = new ReflectingProxy(407)) {
            Outcome outcome = ask(SmallHeapProgram.class, httpsBy("127.0.0.1", proxy.port()), "https://acme.example");

            assertEquals(
                    "08001 GET https://acme.example/api/v2/incremental/ticket_events?per_page=1000&start_time=0 got no"
                            + " answer: Failed to authenticate with proxy; attempt 1 of 1. " + ADVICE,
                    firstLine(outcome));
            assertEquals(1, proxy.heads().size());
            assertNoSecret(outcome);
        }
    }

    @Test
    void aLoginThatTheProxyRefusesIsNotShown() throws Exception {
        try (ReflectingProxy proxy = new ReflectingProxy(407)) {
            Outcome outcome = ask(ProxyProgram.class, httpsBy("127.0.0.1", proxy.port()), "https://acme.example");

            assertTrue(firstLine(outcome).endsWith("; attempt 1 of 1. " + ADVICE), outcome::toString);
            assertTrue(
                    proxy.heads().stream().anyMatch(head -> head.contains("Proxy-Authorization: Basic ")),
                    () -> proxy.heads().toString());
            assertNoSecret(outcome);
        }
    }

    @Test
    void aUserInTheSettingOfTheProxyIsNotShown() throws Exception {
        Outcome outcome = ask(
                SmallHeapProgram.class,
                httpsBy("jane:" + ProxyProgram.PASSWORD + "@127.0.0.1", 9),
                "https://acme.example");

        assertTrue(
                firstLine(outcome)
                        .matches(
                                "08001 GET https://acme\\.example/.* got no answer: unknown host \\*\\*\\*@127\\.0\\.0\\.1.*;"
                                        + " attempt 1 of 1\\. " + ADVICE),
                outcome::toString);
        assertNoSecret(outcome);
    }

    /**
     * Plain HTTP, which this machine's servers alone may have, shows the request to the proxy, if one is set for them.
     */
    @Test
    void aRequestThatTheProxyRepeatsIsNotShown() throws Exception {
        try (ReflectingProxy proxy = new ReflectingProxy(407)) {
            Outcome outcome = ask(
                    ProxyProgram.class,
                    List.of("-Dhttp.proxyHost=127.0.0.1", "-Dhttp.proxyPort=" + proxy.port(), "-Dhttp.nonProxyHosts="),
                    "http://127.0.0.1:9");

            assertTrue(firstLine(outcome).contains(" answered 407 GET http"), outcome::toString);
            assertTrue(firstLine(outcome).endsWith("; attempt 1 of 1. " + ADVICE), outcome::toString);
            assertEquals(2, proxy.heads().size());
            assertTrue(proxy.heads().get(1).contains(TOKEN), proxy.heads()::toString);
            assertTrue(proxy.heads().get(1).contains("Proxy-Authorization: Basic "), proxy.heads()::toString);
            assertNoSecret(outcome);
        }
    }

    private static List<String> httpsBy(String host, int port) {
        return List.of("-Dhttps.proxyHost=" + host, "-Dhttps.proxyPort=" + port);
    }

    private static String firstLine(Outcome outcome) {
        return outcome.out().lines().findFirst().orElse(outcome.toString());
    }

    private static void assertNoSecret(Outcome outcome) {
        String shown = outcome.out() + outcome.err();
        for (String secret : List.of(TOKEN, ProxyProgram.PASSWORD)) {
            assertFalse(shown.contains(secret), shown);
        }
        for (String login : List.of("jane:" + ProxyProgram.PASSWORD, TOKEN)) {
            String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
            assertFalse(shown.contains(encoded), shown);
        }
    }

    private Outcome ask(Class<?> program, List<String> settings, String baseUrl) throws Exception {
        return CommandLine.java(directory)
                .run(Stream.concat(
                                settings.stream(),
                                Stream.of(
                                        "-Xmx256m",
                                        "-Djava.io.tmpdir=" + directory,
                                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        program.getName(),
                                        COUNT,
                                        baseUrl + "?oauthToken=" + TOKEN))
                        .toArray(String[]::new));
    }
}
