package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.Document;
import dev.ticketsql.testing.Document.Example;
import dev.ticketsql.testing.SqlClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The statements and answers of README.md and of every page of src/docs, run over the sandbox that they name.
 *
 * <p>{@code mvn test -Dtest=DocumentExamplesTest -Dticketsql.documents=write} writes the answers into the pages.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DocumentExamplesTest {

    private static final String EXPLAIN = "EXPLAIN PLAN FOR";

    /** Pages with statements for other engines, or over another account: their own tests run these. */
    private static final Map<String, String> RUN_ELSEWHERE =
            Map.of("mirror.md", "cli/MirrorDocumentTest.java", "engines.md", "cli/EnginesDocumentTest.java");

    /** Pages that show statements without their answers. */
    private static final List<String> WITHOUT_ANSWERS = List.of("views.md", "references.md");

    private final SqlClient large;
    private final Map<URI, SqlClient> documented = new HashMap<>();

    DocumentExamplesTest() throws SQLException {
        large = DocumentedDesk.large();
    }

    @AfterAll
    void close() throws SQLException {
        large.close();
        for (SqlClient client : documented.values()) {
            client.close();
        }
    }

    private static Stream<Document> pages() {
        return Document.all().stream().filter(page -> !RUN_ELSEWHERE.containsKey(page.name()));
    }

    /** Pages that name a sandbox have answers of its instant, and need none of today. */
    @TestFactory
    Stream<DynamicTest> everyStatementHasRowsTodayAndIsOneOfTheEngine() {
        return pages().flatMap(page -> page.blocks("sql").stream()
                .map(sql -> DynamicTest.dynamicTest(title(page, sql), () -> {
                    SqlClient client = DocumentedDesk.isNamedBy(page) ? documented(page) : large;
                    if (client == large) {
                        assertFalse(large.rows(sql).isEmpty(), "no rows");
                    }
                    if (!sql.startsWith(EXPLAIN)) {
                        String plan = client.rows(EXPLAIN + " " + sql).get(0);
                        assertTrue(plan.startsWith("DuckDbStatement"), plan);
                    }
                })));
    }

    @TestFactory
    Stream<DynamicTest> everyAnswerIsTheOneThatIsShown() throws Exception {
        if (System.getProperty("ticketsql.documents", "").equals("write")) {
            for (Document page : pages().toList()) {
                write(page);
            }
        }
        return pages().flatMap(page -> page.examples().stream()
                .filter(example -> !example.sql().startsWith(EXPLAIN))
                .map(example -> DynamicTest.dynamicTest(title(page, example.sql()), () -> {
                    AnswerTable shown = AnswerTable.parse(example.answer());
                    assertTrue(shown.rows().size() > 1, example::toString);
                    assertEquals(shown.print(), answer(page, example.sql()).print());
                })));
    }

    @Test
    void anAnswerFollowsEachStatement() {
        pages().filter(page -> !WITHOUT_ANSWERS.contains(page.name()))
                .forEach(page -> assertEquals(
                        page.blocks("sql"),
                        page.examples().stream().map(Example::sql).toList(),
                        page.toString()));
    }

    @Test
    void pagesThatAreRunElsewhereHaveATestThatReadsThem() throws IOException {
        for (Map.Entry<String, String> page : RUN_ELSEWHERE.entrySet()) {
            assertTrue(
                    Files.readString(Path.of("src/test/java/dev/ticketsql", page.getValue()))
                            .contains(page.getKey()),
                    page.getValue());
        }
    }

    @Test
    void theFirstSessionPrintedWhatTheSandboxSaidAtThatInstant() throws Exception {
        String session = Document.readme().blocks("console").get(0);
        String sql = session.lines().findFirst().orElseThrow().replaceFirst("^\\$ bin/sqlline -e \"(.*)\"$", "$1");
        AnswerTable printed = AnswerTable.parse(session);
        AnswerTable answer = answer(Document.readme(), sql);
        int last = printed.rows().get(0).size() - 1;
        assertEquals(printed.column(last), answer.column(last));
        // Rows of the same count come in any order.
        assertEquals(sorted(printed), sorted(answer));
    }

    @Test
    void theScheduleIsThatOfTheModelWhichAPlainSqllineOpens() throws IOException {
        String model = Files.readString(Path.of("model.json")).replaceAll("\\s", "");
        assertTrue(model.contains(DocumentedDesk.schedules().replaceAll("\\s", "")), model);
    }

    @Test
    void theExplainedStatementCostsWhatIsShown() throws Exception {
        Document page = Document.page("sql.md");
        Example explained = page.examples().stream()
                .filter(example -> example.sql().startsWith(EXPLAIN))
                .findFirst()
                .orElseThrow();
        URI account = URI.create(page.firstMatch("`(sandbox:\\?rate-limit=10)`") + "&end=" + DocumentedDesk.instant());
        try (SqlClient client = SqlClient.to(account)) {
            client.rows("SELECT COUNT(*) FROM ticket_events WHERE \"time\" >= TIMESTAMP '2026-10-01 00:00:00'"
                    + " AND \"time\" < TIMESTAMP '2026-11-01 00:00:00'");
            assertEquals(explained.answer(), client.rows(explained.sql()).get(0).strip());
        }
    }

    private AnswerTable answer(Document page, String sql) throws SQLException {
        return AnswerTable.of(documented(page), DocumentedDesk.atThatInstant(sql));
    }

    private SqlClient documented(Document page) throws SQLException {
        URI desk = DocumentedDesk.of(page);
        if (!documented.containsKey(desk)) {
            documented.put(desk, DocumentedDesk.open(desk));
        }
        return Objects.requireNonNull(documented.get(desk));
    }

    private void write(Document page) throws Exception {
        String text = page.text();
        int statement = 0;
        for (Example example : page.examples()) {
            statement = text.indexOf("```sql\n" + example.sql(), statement);
            if (!example.sql().startsWith(EXPLAIN)) {
                int answer = text.indexOf("```text\n", statement) + "```text\n".length();
                text = text.substring(0, answer)
                        + answer(page, example.sql()).print()
                        + text.substring(text.indexOf("\n```", answer - 1));
            }
        }
        Files.writeString(page.path(), text);
    }

    private static String title(Document page, String sql) {
        return page.name() + ": " + sql.lines().limit(3).collect(Collectors.joining(" "));
    }

    private static List<String> sorted(AnswerTable table) {
        return table.rows().stream().map(row -> String.join("|", row)).sorted().toList();
    }
}
