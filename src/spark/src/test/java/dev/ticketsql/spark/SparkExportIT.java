package dev.ticketsql.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ticketsql.account.MirrorUpkeep;
import dev.ticketsql.account.OptionValues;
import dev.ticketsql.account.UpkeepRange;
import dev.ticketsql.calcite.ReadyView;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark with two workers reads an export and the ready-made views, and answers as TicketSQL does over the mirror. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
final class SparkExportIT {

    private static final Path DOCUMENTS = Path.of(System.getProperty("documents"));

    private static final int EVENTS = 20_000;

    private Path directory;
    private Sandbox sandbox;
    private SparkSession spark;
    private Connection connection;
    private Statement statement;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        sandbox = Sandbox.start(
                SandboxOptions.defaults(InstantSource.system())
                        .withEventCount(EVENTS)
                        .withSeed(7)
                        .withEnd(Instant.parse("2026-01-01T00:00:00Z")),
                InstantSource.system());
        String mirror = directory.resolve("mirror").toString();
        MirrorUpkeep upkeep = MirrorUpkeep.of(
                OptionValues.of(Map.of(
                        "baseUrl",
                        sandbox.baseUrl().toString(),
                        "mirror",
                        mirror,
                        "comments",
                        "true",
                        "freshness",
                        "P1D")),
                line -> {});
        upkeep.sync(UpkeepRange.of(Optional.empty(), Optional.empty()));
        upkeep.export(export().toString());
        // An export has no names.
        connection = DriverManager.getConnection("jdbc:ticketsql:comments=true;references=false;freshness=P1D;baseUrl='"
                + sandbox.baseUrl() + "';mirror='" + mirror + "'");
        statement = connection.createStatement();
        spark = SparkCluster.start(directory.resolve("warehouse"));
        String script = Files.readString(DOCUMENTS.resolve("spark-views.sql"));
        SparkCluster.statements(here(script)).forEach(spark::sql);
    }

    @AfterAll
    void stop() throws Exception {
        if (spark != null) {
            spark.stop();
        }
        if (connection != null) {
            connection.close();
        }
        sandbox.close();
    }

    private Path export() {
        return directory.resolve("export");
    }

    private String here(String text) {
        return text.replace("/data/tickets", export().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticket_events", "ticket_field_changes", "ticket_comments", "ticket_child_events"})
    void tablesHaveTheSameRowsAndColumns(String table) throws Exception {
        List<String> expected = Rows.of(statement, "SELECT * FROM " + table);
        assertTrue(expected.size() > 1_000, table + " has " + expected.size());
        assertEquals(expected, Rows.of(spark.table(table).drop("month")));
        assertEquals(
                "string", spark.table(table).schema().apply("month").dataType().simpleString());
        assertEquals(
                "timestamp_ntz",
                spark.table(table).schema().apply("time").dataType().simpleString());
    }

    @ParameterizedTest
    @EnumSource
    void viewsHaveTheSameRowsAndColumns(ReadyView view) throws Exception {
        String name = view.viewName();
        List<String> expected = Rows.of(statement, "SELECT * FROM " + name);
        assertTrue(expected.size() > 1, name + " is empty");
        assertEquals(expected, Rows.of(spark.table(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) AS n, COUNT(DISTINCT ticket_id) AS tickets FROM ticket_events",
                "SELECT via, COUNT(*) AS n FROM ticket_events GROUP BY via",
                "SELECT CAST(\"time\" AS DATE) AS d, COUNT(*) AS n FROM ticket_events GROUP BY CAST(\"time\" AS DATE)",
                "SELECT id, \"time\", via FROM ticket_events WHERE \"time\" >= TIMESTAMP '2025-06-01 00:00:00'"
                        + " AND \"time\" < TIMESTAMP '2025-06-08 00:00:00'",
                "SELECT field, COUNT(*) AS n, MAX(new_value) AS last FROM ticket_field_changes GROUP BY field",
                "SELECT EXTRACT(HOUR FROM \"time\") AS h, COUNT(*) AS n FROM ticket_comments WHERE is_public"
                        + " GROUP BY EXTRACT(HOUR FROM \"time\")",
                "SELECT e.via, COUNT(c.comment_id) AS comments FROM ticket_events e LEFT JOIN ticket_comments c"
                        + " ON c.event_id = e.id GROUP BY e.via",
                "SELECT status, COUNT(*) AS n, MIN(seconds) AS least, MAX(seconds) AS most"
                        + " FROM ticket_status_intervals GROUP BY status",
                "SELECT ticket_id, replied_at, seconds, RANK() OVER (ORDER BY seconds DESC, ticket_id) AS place"
                        + " FROM ticket_first_replies WHERE seconds > (SELECT AVG(seconds) FROM ticket_first_replies)",
                "SELECT s.priority, COUNT(*) AS tickets, COUNT(r.resolved_at) AS resolved FROM ticket_states s"
                        + " LEFT JOIN ticket_resolutions r ON r.ticket_id = s.ticket_id AND r.created_at = s.created_at"
                        + " GROUP BY s.priority"
            })
    void questionsHaveTheSameAnswers(String question) throws Exception {
        List<String> expected = Rows.of(statement, question);
        assertTrue(expected.size() > 1, question);
        assertEquals(expected, Rows.of(spark.sql(question)));
    }

    @Test
    void aConditionOnTheMonthReadsTheFilesOfItsMonthsAlone() {
        spark.conf().set("spark.sql.adaptive.enabled", "false");
        Dataset<Row> some = spark.sql("SELECT COUNT(*) FROM ticket_events WHERE month >= '2025-10'"
                + " AND \"time\" >= TIMESTAMP '2025-10-05 00:00:00'");
        Dataset<Row> all = spark.sql("SELECT COUNT(*) FROM ticket_events");
        assertTrue(files(some) == 3, "files " + files(some));
        assertTrue(files(all) > 12, "files " + files(all));
        String plan = some.queryExecution().executedPlan().toString();
        assertTrue(
                plan.matches("(?s).*PartitionFilters: \\[isnotnull\\(month#\\d+\\), \\(month#\\d+ >= 2025-10\\)].*"),
                plan);
        assertTrue(plan.contains("PushedFilters: [IsNotNull(time), GreaterThanOrEqual(time,2025-10-05T00:00)]"), plan);
        spark.conf().set("spark.sql.adaptive.enabled", "true");
    }

    private static long files(Dataset<Row> question) {
        question.collectAsList();
        SparkPlan scan =
                question.queryExecution().executedPlan().collectLeaves().apply(0);
        return scan.metrics().apply("numFiles").value();
    }

    @Test
    void twoWorkersRead() {
        spark.sql("SELECT COUNT(*) FROM ticket_events").collectAsList();
        assertEquals(2, SparkCluster.workers(spark));
    }

    @Test
    void theSnippetsForSparkRun() throws Exception {
        String document = Files.readString(DOCUMENTS.resolve("engines.md"));
        String spark4 = document.substring(document.indexOf("## Spark"), document.indexOf("## Trino"));
        List<String> snippets = Pattern.compile("(?ms)^```sql\n(.*?)^```$")
                .matcher(spark4)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertTrue(snippets.size() >= 2, snippets::toString);
        for (String snippet : snippets) {
            for (String sql : SparkCluster.statements(here(snippet))) {
                List<Row> rows = spark.sql(sql).collectAsList();
                assertTrue(
                        !sql.startsWith("SELECT")
                                || !rows.isEmpty() && !rows.toString().equals("[[0]]"),
                        sql);
            }
        }
    }
}
