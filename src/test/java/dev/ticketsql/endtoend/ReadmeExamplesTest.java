package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.testing.RowTexts;
import dev.ticketsql.testing.SqlClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** README.md's questions and answers, run over the sandbox that it names. */
final class ReadmeExamplesTest {

    private static final String EXPLAIN = "EXPLAIN PLAN FOR";

    @Test
    void theFirstSessionPrintedWhatTheSandboxSaidAtThatInstant() throws Exception {
        String session = Readme.blocks("console").get(0);
        String sql = session.lines().findFirst().orElseThrow().replaceFirst("^\\$ bin/sqlline -e \"(.*)\"$", "$1");
        List<String> printed = printed(session);
        try (SqlClient client = SqlClient.to(firstScreen())) {
            List<String> rows = table(client, sql);
            assertEquals(counts(printed), counts(rows));
            // Rows of the same count come in any order.
            assertEquals(
                    printed.stream().sorted().toList(), rows.stream().sorted().toList());
        }
    }

    /** The sandbox of model.json, which a plain bin/sqlline opens, at the instant of the first session. */
    private static URI firstScreen() throws IOException {
        String end = instant();
        return Pattern.compile("\"(sandbox:[^\"]+)\"")
                .matcher(Files.readString(Path.of("model.json")))
                .results()
                .map(match -> URI.create(match.group(1) + "&end=" + end))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theScheduleIsThatOfTheModelWhichAPlainSqllineOpens() throws IOException {
        String model = Files.readString(Path.of("model.json")).replaceAll("\\s", "");
        assertTrue(model.contains(Readme.schedules().replaceAll("\\s", "")), model);
    }

    /** The instant of the first session. */
    private static String instant() throws IOException {
        return Readme.firstMatch("That was the embedded sandbox at (\\S+):");
    }

    /** The header and the rows of a table as sqlline prints it, columns joined by a bar. */
    private static List<String> printed(String table) {
        return table.lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .collect(Collectors.joining("|"))
                        .replaceFirst("\\|$", ""))
                .toList();
    }

    /** The header and the rows of an answer, likewise: NULL is empty. */
    private static List<String> table(SqlClient client, String sql) throws SQLException {
        try (Statement statement = client.connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            List<String> labels = new ArrayList<>();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                labels.add(columns.getColumnLabel(column));
            }
            List<String> table = new ArrayList<>(List.of(String.join("|", labels)));
            for (String row : RowTexts.asWritten(result)) {
                table.add(Arrays.stream(row.split("\\|", -1))
                        .map(value -> value.equals("null") ? "" : value)
                        .collect(Collectors.joining("|")));
            }
            return table;
        }
    }

    private static List<String> counts(List<String> rows) {
        return rows.stream().map(row -> row.substring(row.lastIndexOf('|'))).toList();
    }

    @TestFactory
    Stream<DynamicTest> everyQuestionRuns() throws IOException {
        List<String> questions = Readme.blocks("sql");
        assertTrue(questions.size() >= 5, questions::toString);
        return questions.stream()
                .map(sql -> DynamicTest.dynamicTest(sql.lines().findFirst().orElse(""), () -> {
                    try (Connection connection = Readme.sandbox();
                            Statement statement = connection.createStatement();
                            ResultSet rows = statement.executeQuery(sql)) {
                        assertTrue(rows.next(), "no rows");
                    }
                    assertTrue(sql.startsWith(EXPLAIN) || isOneStatement(sql), "a part is not the engine's");
                }));
    }

    private static boolean isOneStatement(String sql) throws Exception {
        try (Connection connection = Readme.sandbox();
                Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery(EXPLAIN + " " + sql)) {
            return plan.next() && plan.getString(1).startsWith("DuckDbStatement");
        }
    }

    /** Questions about now are asked at the instant of the first session. */
    @TestFactory
    Stream<DynamicTest> everyAnswerIsTheOneThatIsShown() throws IOException {
        String now = instant().replace("T", " ").replace("Z", "");
        return examples().stream()
                .filter(example -> !example.sql().startsWith(EXPLAIN))
                .map(example -> DynamicTest.dynamicTest(
                        example.sql().lines().findFirst().orElse(""), () -> {
                            String sql = example.sql()
                                    .replace("CURRENT_DATE", "DATE '" + now.substring(0, 10) + "'")
                                    .replaceAll("CURRENT_TIMESTAMP|NOW\\(\\)", "TIMESTAMP '" + now + "'");
                            try (SqlClient client = SqlClient.to(firstScreen(), "schedules", Readme.schedules())) {
                                List<String> shown = printed(example.answer());
                                assertTrue(shown.size() > 1, example::toString);
                                assertEquals(shown, table(client, sql));
                            }
                        }));
    }

    /** A question and the part of its answer that is shown. */
    private record Example(String sql, String answer) {}

    /** Every block of SQL, with the block that follows it, which must be an answer. */
    private static List<Example> examples() throws IOException {
        List<Example> examples = Readme.matches("(?ms)^```sql\n(.*?)^```$(?:(?!```).)*^```text\n(.*?)^```$")
                .map(match -> new Example(match.group(1).strip(), match.group(2).strip()))
                .toList();
        assertEquals(Readme.blocks("sql"), examples.stream().map(Example::sql).toList(), "an answer must follow each");
        return examples;
    }

    @Test
    void theExplainedQuestionCostsWhatIsShown() throws Exception {
        Example explained = examples().stream()
                .filter(example -> example.sql().startsWith(EXPLAIN))
                .findFirst()
                .orElseThrow();
        URI account = URI.create(Readme.firstMatch("`(sandbox:\\?rate-limit=10)`") + "&end=" + instant());
        try (SqlClient client = SqlClient.to(account)) {
            client.rows("SELECT COUNT(*) FROM ticket_events WHERE \"time\" >= TIMESTAMP '2026-10-01 00:00:00'"
                    + " AND \"time\" < TIMESTAMP '2026-11-01 00:00:00'");
            assertEquals(explained.answer(), client.rows(explained.sql()).get(0).strip());
        }
    }
}
