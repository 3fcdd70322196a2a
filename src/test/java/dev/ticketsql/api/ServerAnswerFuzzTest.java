package dev.ticketsql.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ticketsql.api.page.PageParser;
import dev.ticketsql.event.Cancellation;
import dev.ticketsql.event.EventSink;
import dev.ticketsql.event.Page;
import dev.ticketsql.testing.CollectedEvents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;

/**
 * Bytes that a coverage-guided fuzzer makes into answers of the server: the recorded ones of the resources in each run
 * of the tests, new ones for an hour with {@code mvn test -Pfuzz}. A failure of the fuzzer is kept beside them.
 */
@Timeout(20)
final class ServerAnswerFuzzTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** The oracle reads the whole body as a tree; both have each row, with the same values, or neither. */
    @FuzzTest(maxDuration = "40m")
    void aPageHasTheRowsOfItsTreeOrNone(byte[] body) throws Exception {
        CollectedEvents rows = new CollectedEvents();
        boolean isPage;
        try {
            rows.begin();
            Page page = new PageParser(0, rows, Cancellation.never())
                    .read(new ByteArrayInputStream(body), NOW.getEpochSecond());
            assertEquals(rows.events().size(), page.eventCount());
            isPage = true;
        } catch (IOException e) {
            isPage = false;
        }
        Optional<JsonTree> tree = tree(body);
        if (tree.filter(JsonTree::repeatsKeys).isPresent()) {
            // No standard says which one counts.
            return;
        }
        Optional<List<TreeOfEvent>> expected = tree.flatMap(it -> TreeOfEvent.ofPage(it.value()));
        assertEquals(expected.isPresent(), isPage);
        if (isPage) {
            assertEquals(
                    expected.orElseThrow(),
                    rows.events().stream().map(TreeOfEvent::of).toList());
        }
    }

    @FuzzTest(maxDuration = "5m")
    void aTokenIsTheOneOfTheAnswerAndInNoMessage(byte[] body) throws Exception {
        Optional<String> expected = tree(body)
                .map(JsonTree::value)
                .flatMap(root ->
                        Optional.ofNullable(root instanceof Map<?, ?> answer ? answer.get("access_token") : null))
                .flatMap(token -> Optional.ofNullable(token instanceof String text ? text : null));
        FabricatedAnswer answer = new FabricatedAnswer(200, "OK", List.of("Content-Type: application/json"), body);
        try {
            AccessToken token = new TokenEndpoint(answer.exchange(NOW), FabricatedAnswer.URL)
                    .fetch(new Credentials.ClientCredentials("client", "not-a-word"), Cancellation.never());
            assertEquals(expected, Optional.of(token.value()));
        } catch (FailedAttempt failed) {
            check(failed);
            assertFalse(
                    expected.filter(token ->
                                    token.length() > 3 && failed.getMessage().contains(token))
                            .isPresent(),
                    failed.getMessage());
        }
    }

    /** The input is a status, header lines, an empty line and a body. */
    @FuzzTest(maxDuration = "15m")
    void anAnswerIsAPageOrOneFailureWithAWaitOfBounds(byte[] input) throws Exception {
        FabricatedAnswer answer = FabricatedAnswer.of(input);
        HttpExchange exchange = answer.exchange(NOW);
        try {
            exchange.send(
                    answer.request(),
                    Attempts.PAGE_TIME,
                    Cancellation.never(),
                    head -> {
                        RateLimit.ofExport(head::header).ifPresent(ServerAnswerFuzzTest::check);
                        RateLimit.ofAccount(head::header).ifPresent(ServerAnswerFuzzTest::check);
                    },
                    (head, body) -> new PageParser(0, EventSink.discarding(), Cancellation.never())
                            .read(body, exchange.now(head).getEpochSecond()));
            assertEquals(200, answer.status());
        } catch (FailedAttempt failed) {
            check(failed);
            try {
                Duration wait = new Attempts(new BackOff(() -> 0)).waitAfter(failed, Duration.ZERO);
                assertTrue(!wait.isNegative() && wait.compareTo(BackOff.MAX_WAIT) <= 0, wait::toString);
            } catch (ApiException last) {
                assertEquals(failed.advice().kind(), last.kind());
            }
        }
    }

    private static Optional<JsonTree> tree(byte[] json) {
        try {
            return Optional.of(JsonTree.of(json));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void check(RateLimit limit) {
        assertTrue(limit.total() >= 0 && limit.remaining() >= 0, limit::toString);
        assertTrue(limit.resetsSec() >= 0 && limit.resetsSec() <= 60, limit::toString);
    }

    /** One line that a terminal shows as it is. */
    private static void check(FailedAttempt failed) {
        String message = failed.getMessage();
        assertTrue(message.length() < 3_000, message);
        assertTrue(message.codePoints().noneMatch(Character::isISOControl), message);
    }
}
