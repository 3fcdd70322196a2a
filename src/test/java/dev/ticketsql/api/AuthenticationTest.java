package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.sandbox.Credentials.ApiToken;
import dev.ticketsql.sandbox.Credentials.BearerToken;
import dev.ticketsql.sandbox.Credentials.OAuthClient;
import dev.ticketsql.sandbox.Credentials.Password;
import dev.ticketsql.sandbox.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials of every kind, and secrets that never appear in text. */
final class AuthenticationTest {

    private static final String SECRET = "s3cret-Zm9v";

    @AutoClose
    private final ServedAccount account = ServedAccount.of(
            ServedAccount.eventPerSecond(3),
            options -> options.withCredentials(
                    new BearerToken(SECRET),
                    new ApiToken("ann@acme.example", SECRET),
                    new Password("ann@acme.example", SECRET),
                    new OAuthClient("ticketsql", SECRET, Duration.ofHours(1))));

    static Stream<Credentials> rightOnes() {
        return Stream.of(
                new Credentials.Bearer(SECRET),
                new Credentials.ApiToken("ann@acme.example", SECRET),
                new Credentials.Password("ann@acme.example", SECRET),
                new Credentials.ClientCredentials("ticketsql", SECRET));
    }

    static Stream<Arguments> wrongOnes() {
        return Stream.of(
                Arguments.of(
                        new Credentials.None(),
                        "No credentials were sent: give oauthToken, clientId with clientSecret, or email with apiToken"),
                Arguments.of(
                        new Credentials.Bearer(SECRET + "x"),
                        "The OAuth token in oauthToken is not accepted: check that it has not expired"),
                Arguments.of(
                        new Credentials.ApiToken("ann@acme.example", SECRET + "x"),
                        "The API token of 'ann@acme.example' is not accepted: check email and apiToken, and that the"
                                + " account allows API tokens"),
                Arguments.of(
                        new Credentials.Password("ann@acme.example", SECRET + "x"),
                        "The password of 'ann@acme.example' is not accepted: check email and password, and that the"
                                + " account allows passwords"));
    }

    @ParameterizedTest
    @MethodSource("rightOnes")
    void everyKindOfCredentialsIsAccepted(Credentials credentials) throws Exception {
        assertEquals(3, account.read(account.client(credentials), 0).eventCount());
    }

    @ParameterizedTest
    @MethodSource("wrongOnes")
    void wrongCredentialsAreNamedAfterOneRequest(Credentials credentials, String named) {
        assertEquals(
                "GET http://127.0.0.1/api/v2/incremental/ticket_events?per_page=1000&start_time=0 answered 401"
                        + " Unauthorized (x-request-id: sandbox-1): {\"error\":\"Couldn't authenticate you\"}; attempt 1"
                        + " of 1. " + named,
                account.message(account.client(credentials)));
        assertEquals(List.of(401), account.statuses());
    }

    @Test
    void aNameOutsideAsciiIsSentAsUtf8() throws Exception {
        try (ServedAccount other = ServedAccount.of(
                List.of(), options -> options.withCredentials(new Password("ånn@acme.example", "pässwörd")))) {
            TicketEventsClient client = other.client(new Credentials.Password("ånn@acme.example", "pässwörd"));

            assertEquals(0, other.read(client, 0).eventCount());
        }
    }

    @Test
    void neitherFailureNorLogNamesASecret() {
        account.with(
                Fault.text(500, "you sent " + SECRET + " or access-token-1").always());
        PrintStream standardError = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            for (Credentials credentials : rightOnes().toList()) {
                TicketEventsClient client = account.client(credentials);
                String all = account.stackTrace(account.failure(client))
                        + credentials
                        + account.settings(credentials)
                        + log.toString(StandardCharsets.UTF_8);

                assertTrue(all.contains("you sent *** or "), all);
                assertFalse(all.contains(SECRET), all);
                assertTrue(log.toString(StandardCharsets.UTF_8).contains("trying again after"), "nothing is logged");
                boolean fetched = credentials instanceof Credentials.ClientCredentials;
                assertEquals(fetched, all.contains("you sent *** or ***"));
            }
        } finally {
            System.setErr(standardError);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token\n", "to ken", "tökens", "\u0000"})
    void aTokenThatCannotBeSentIsRefusedUnseen(String token) {
        String message =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> new Credentials.Bearer(token))
                        .getMessage());

        assertTrue(
                message.matches("oauthToken has a character at position [1-6] that no access token has; copy it again,"
                        + " without spaces and line breaks"),
                message);
    }
}
