package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.event.ClassifiedIOException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.sandbox.Credentials.OAuthClient;
import dev.ticketsql.sandbox.Fault;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The request that checks a login: one, for one event, of the account's limit. */
final class LoginTest {

    @AutoClose
    private final ServedAccount account = ServedAccount.of(
            ServedAccount.eventPerSecond(3),
            options -> options.withRequestsPerMinute(1)
                    .withCredentials(new OAuthClient("ticketsql", "s3cret", Duration.ofHours(1))));

    private final TicketEventsClient right = account.client(new Credentials.ClientCredentials("ticketsql", "s3cret"));

    @Test
    void oneEventIsAskedForThatIsOlderThanWhatTheApiWithholds() throws Exception {
        right.check(Duration.ZERO);
        assertEquals(1, account.log.requests().size());
        assertEquals(
                OptionalLong.of(account.clock.instant().getEpochSecond() - 600),
                account.log.requests().get(0).startSec());
        assertTrue(account.sandbox.requests().stream().anyMatch(request -> request.perPage() == 1));
    }

    @Test
    void theLimitOfTheAccountIsWaitedForUnlessTheLoginTimeoutIsShorter() throws Exception {
        right.check(Duration.ZERO);
        ClassifiedIOException refused =
                assertThrows(ClassifiedIOException.class, () -> right.check(Duration.ofSeconds(5)));
        assertEquals(ErrorKind.RATE_LIMIT, refused.kind());
        assertTrue(
                String.valueOf(refused.getMessage())
                        .matches("The account's limit permits the next request in \\d+ s, later than the login timeout;"
                                + " connect again then, or with a longer timeout"),
                refused.getMessage());
        assertEquals(1, account.log.requests().size());
        right.check(Duration.ofMinutes(2));
        assertEquals(2, account.log.requests().size());
    }

    @Test
    void nothingIsTriedAgain() {
        account.with(Fault.status(503, "{}"));
        ClassifiedIOException refused = assertThrows(ClassifiedIOException.class, () -> right.check(Duration.ZERO));
        assertEquals(ErrorKind.SERVER_TROUBLE, refused.kind());
        assertEquals(List.of(), account.waits());
    }

    @Test
    void anOauthClientThatIsNotKnownIsNamed() {
        TicketEventsClient wrong = account.client(new Credentials.ClientCredentials("ticketsql", "wr0ng-secret"));
        ClassifiedIOException refused = assertThrows(ClassifiedIOException.class, () -> wrong.check(Duration.ZERO));
        assertEquals(ErrorKind.WRONG_LOGIN, refused.kind());
        assertTrue(
                String.valueOf(refused.getMessage())
                        .startsWith("Check clientId 'ticketsql' and clientSecret, and that the OAuth client is"
                                + " confidential and may read (POST "),
                refused.getMessage());
    }
}
