package dev.ticketsql.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages and exit codes of {@code bin/sandbox} for its command line. */
final class SandboxCommandTest {

    private static final String KNOWN = "--port, --events, --seed, --end, --years, --shape, --rate-limit,"
            + " --account-rate-limit, --forbidden, --email, --password, --api-token, --token, --client-id, --client-secret, --token-ttl";

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpNamesEveryOptionOnStandardOutput() throws Exception {
        assertEquals(0, run("--seed", "7", "--help"));

        for (SandboxFlag flag : SandboxFlag.values()) {
            assertTrue(out.toString(StandardCharsets.UTF_8).contains("\n  --" + flag.key() + " "), flag.key());
        }
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aMistakeInTheOptionsIsOneLineWithAnAlternative() throws Exception {
        assertRefused("unknown option --evnts; known: " + KNOWN, "--evnts", "5");
        assertRefused("unknown option events; known: " + KNOWN, "events=5");
        assertRefused("--port needs a value after it", "--events", "5", "--port");
        assertRefused("port is x, must be a whole number", "--port=x");
        assertRefused("port is --events, must be a whole number", "--port", "--events");
        assertRefused("port is 70000, must be between 0 and 65535", "--port", "70000");
        assertRefused("events is -1, must be between 0 and 100000000", "--events=-1");
        assertRefused("seed is 1.5, must be a whole number", "--seed=1.5");
        assertRefused("years is 0, must be between 1 and 25", "--years", "0");
        assertRefused("shape is round, must be audits, metrics or both", "--shape", "round");
        assertRefused("rate-limit is -1, must be between 0 and 2147483647", "--rate-limit=-1");
        assertRefused("account-rate-limit is -1, must be between 0 and 2147483647", "--account-rate-limit=-1");
        assertRefused(
                "forbidden is users,people, must be names of lists joined by commas, of groups, organizations,"
                        + " ticket_fields, ticket_forms, brands, macros, custom_statuses, sla_policies, schedules,"
                        + " users, deleted_users",
                "--forbidden=users,people");
        assertRefused(
                "end is yesterday, must be an ISO-8601 instant such as 2026-01-31T12:00:00Z, or epoch seconds",
                "--end",
                "yesterday");
        assertRefused(
                "end is 1969-12-31T00:00:00Z, must be between 1970 and 9999-12-31T23:59:59Z",
                "--end",
                "1969-12-31T00:00:00Z");
    }

    @Test
    void halfACredentialIsRefusedWithoutShowingIt() throws Exception {
        assertRefused("password needs email beside it", "--password", "hidden");
        assertRefused("api-token needs email beside it", "--api-token", "hidden");
        assertRefused("email needs password or api-token beside it", "--email", "ann@example.com");
        assertRefused("client-secret needs client-id beside it", "--client-secret", "hidden");
        assertRefused("client-id needs client-secret beside it", "--client-id", "reports");
        assertRefused("token-ttl needs client-secret beside it", "--token-ttl", "60");
        assertRefused(
                "token-ttl is 0, must be a number of seconds, at least 1",
                "--client-id",
                "reports",
                "--client-secret",
                "hidden",
                "--token-ttl",
                "0");
    }

    @Test
    void ofAnOptionGivenTwiceTheLastCountsAndAnEmptyOneIsAbsent() throws Exception {
        assertRefused("port is b, must be a whole number", "--port", "a", "--port=b", "--end=");
    }

    @Test
    void aPortThatIsTakenIsOneLine() throws Exception {
        try (Sandbox first = Sandbox.start(SandboxOptions.defaults(clock).withEventCount(0), clock)) {
            String port = Integer.toString(first.baseUrl().getPort());

            assertEquals(1, run("--events", "0", "--port", port));
            assertEquals("", out.toString(StandardCharsets.UTF_8));
            String message = err.toString(StandardCharsets.UTF_8);
            assertTrue(message.startsWith("sandbox: cannot listen on 127.0.0.1 port " + port + ": "), message);
            assertEquals(1, message.lines().count(), message);
        }
    }

    @Test
    void everyOptionReachesTheSandbox() {
        SandboxOptions options = SandboxOptions.parse(
                Map.ofEntries(
                        Map.entry("port", "8080"),
                        Map.entry("events", "5"),
                        Map.entry("seed", "-7"),
                        Map.entry("end", "2025-06-01T00:00:00.9Z"),
                        Map.entry("years", "2"),
                        Map.entry("shape", "Metrics"),
                        Map.entry("rate-limit", "10"),
                        Map.entry("account-rate-limit", "200"),
                        Map.entry("forbidden", "users"),
                        Map.entry("email", "ann@example.com"),
                        Map.entry("password", "hidden-1"),
                        Map.entry("api-token", "hidden-2"),
                        Map.entry("token", "hidden-3"),
                        Map.entry("client-id", "reports"),
                        Map.entry("client-secret", "hidden-4"),
                        Map.entry("token-ttl", "300")),
                clock);

        assertEquals(
                "SandboxOptions[eventCount=5, seed=-7, end=2025-06-01T00:00:00Z, years=2, shape=METRICS,"
                        + " requestsPerMinute=10, accountRequestsPerMinute=200, port=8080, credentials=[Password[email=ann@example.com],"
                        + " ApiToken[email=ann@example.com], BearerToken[], OAuthClient[clientId=reports, tokenTtl=PT5M]],"
                        + " forbidden=[USERS]]",
                options.toString());
        assertEquals(SandboxOptions.defaults(clock), SandboxOptions.parse(Map.of("seed", ""), clock));
        assertEquals(
                1_748_736_000,
                SandboxOptions.parse(Map.of("end", "1748736000"), clock).end().getEpochSecond());
    }

    private int run(String... arguments) throws InterruptedException {
        out.reset();
        err.reset();
        return new SandboxCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        clock)
                .run(arguments);
    }

    private void assertRefused(String message, String... arguments) throws InterruptedException {
        assertEquals(2, run(arguments));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertEquals(
                "sandbox: " + message + " (--help explains the options)\n",
                err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }
}
