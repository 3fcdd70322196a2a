package dev.ticketsql.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ticketsql.event.TicketEvent;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.PagedEvents;
import dev.ticketsql.testing.ReferenceDesk;
import dev.ticketsql.testing.ServedEvents;
import dev.ticketsql.testing.ServedNames;
import dev.ticketsql.testing.TestAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Forty questions of src/docs/cookbook.md beside plain Java, over 20,000 events of the sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QuestionsTest {

    private static final int ANSWERED = 40;
    private static final int MAX_LINES = 12;

    private static final String[] LISTS = {
        "users", "organizations", "groups", "ticket_fields", "brands", "ticket_forms", "sla_policies"
    };

    private static final Pattern NAMED =
            Pattern.compile("\\w+_name\\b|field_title|(?:FROM|JOIN) (?:users|groups|sla_policies|ticket_agents)\\b");

    private final Map<String, String> sqlByQuestion = questions();
    private final Map<String, Supplier<List<String>>> answers = new LinkedHashMap<>();
    private final InstantSource now = InstantSource.fixed(TestAccount.NOW);
    private final List<TicketEvent> events;
    private final ReferenceDesk names;
    private final TestAccount account;

    QuestionsTest(@TempDir Path directory) throws IOException {
        SandboxOptions options =
                SandboxOptions.defaults(now).withEventCount(20_000).withEnd(TestAccount.NOW.minusSeconds(3_600));
        try (Sandbox sandbox = Sandbox.start(options, now)) {
            events = ServedEvents.of(sandbox.baseUrl());
            names = ServedNames.of(sandbox.baseUrl(), LISTS);
        }
        account = TestAccount.named(PagedEvents.of(events, now), names, now, directory);
        HelpDeskFacts desk = new HelpDeskFacts(events, names);
        answers.putAll(new TicketAnswers(desk).answers());
        answers.putAll(new ServiceAnswers(desk).answers());
        answers.putAll(new WorkAnswers(desk).answers());
    }

    @AfterAll
    void close() throws Exception {
        account.close();
    }

    @Test
    void questionsHaveAtMostTwelveLinesAndFortyHaveAnAnswerInJava() {
        assertEquals(ANSWERED, answers.size());
        sqlByQuestion.forEach((question, sql) -> assertTrue(sql.lines().count() <= MAX_LINES, question));
    }

    @Test
    void everyAnswerIsToOneQuestion() {
        answers.keySet()
                .forEach(beginning -> assertEquals(
                        1,
                        sqlByQuestion.keySet().stream()
                                .filter(question -> question.startsWith(beginning))
                                .count(),
                        beginning));
    }

    @TestFactory
    Stream<DynamicTest> everyAnswerIsThatOfPlainJava() {
        return answers.entrySet().stream()
                .map(answer -> dynamicTest(answer.getKey(), () -> {
                    List<String> expected = answer.getValue().get();
                    assertFalse(expected.isEmpty());
                    assertEquals(expected, account.sql(sqlOf(answer.getKey())).rows());
                }));
    }

    /** What the sandbox never says: values that are empty, taken back, or of what is not there any more. */
    @Test
    void everyQuestionHasAnAnswerOverLivesWithEveryTurn(@TempDir Path directory) throws Exception {
        try (TestAccount turns =
                TestAccount.named(PagedEvents.of(RandomLives.of(3, 150), now), names, now, directory)) {
            for (String beginning : answers.keySet()) {
                turns.sql(sqlOf(beginning)).rows();
            }
        }
    }

    @Test
    void namesCostTheirListsOnceAndPeopleAHundredARequest(@TempDir Path directory) throws Exception {
        List<String> named = answers.keySet().stream()
                .map(this::sqlOf)
                .filter(sql -> NAMED.matcher(sql).find())
                .toList();
        assertEquals(14, named.size());
        try (TestAccount cold = TestAccount.named(PagedEvents.of(events, now), names, now, directory)) {
            names.forgetRequests();
            for (String sql : named) {
                cold.sql(sql).rows();
            }
            long people = Long.parseLong(cold.sql("SELECT COUNT(*) FROM users WHERE role IS DISTINCT FROM 'agent'"
                            + " AND role IS DISTINCT FROM 'admin'")
                    .rows()
                    .get(0));
            Map<String, Long> requests =
                    names.requests().stream().collect(Collectors.groupingBy(path -> path, Collectors.counting()));
            assertEquals(
                    Map.of(
                            "users", 1L,
                            "users/show_many.json", (people + 99) / 100,
                            "organizations/show_many.json", 1L,
                            "groups", 1L,
                            "ticket_fields", 1L,
                            "brands", 1L,
                            "ticket_forms", 1L,
                            "slas/policies", 1L),
                    requests);
            for (String sql : named) {
                cold.sql(sql).requests(0);
            }
            assertEquals(
                    requests.values().stream().mapToLong(count -> count).sum(),
                    names.requests().size());
        }
    }

    /** The statement of a question, asked at {@link TestAccount#NOW}. */
    private String sqlOf(String beginning) {
        return sqlByQuestion.entrySet().stream()
                .filter(question -> question.getKey().startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no question: " + beginning))
                .getValue()
                .replace("NOW()", "TIMESTAMP '2026-11-20 00:00:00'");
    }

    private static Map<String, String> questions() {
        Map<String, String> questions = new LinkedHashMap<>();
        Document.page("cookbook.md")
                .matches("(?ms)^### ([^\n]+)\n.*?^```sql\n(.*?)^```$")
                .forEach(found -> questions.put(found.group(1), found.group(2)));
        return questions;
    }
}
