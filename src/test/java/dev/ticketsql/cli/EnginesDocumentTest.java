package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.mirror.directory.EventTable;
import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.RowTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snippets of src/docs/engines.md for DuckDB, Trino and pandas; those for Spark are run by profile {@code spark}. */
final class EnginesDocumentTest extends MirrorCommandFixture {

    private static final String SINCE = "2025-10-01";

    @TempDir
    private Path exports;

    @BeforeEach
    void export() {
        assertEquals(0, mirror("sync", "--since", SINCE).exitCode());
        Outcome outcome = mirror("export", "--since", SINCE, "--to", exports.toString());
        assertEquals(0, outcome.exitCode(), outcome.err());
    }

    @Test
    void duckDbCountsAsTicketSqlDoes() throws Exception {
        List<String> expected = rows(
                "jdbc:ticketsql:since=" + SINCE + ";baseUrl='" + sandbox.baseUrl() + "';mirror='" + directory + "'",
                "SELECT TO_CHAR(\"time\", 'YYYY-MM'), via, COUNT(*) FROM ticket_events"
                        + " WHERE \"time\" >= TIMESTAMP '2025-10-05 00:00:00' GROUP BY 1, 2 ORDER BY 1, 2");
        assertTrue(expected.size() > 5, expected::toString);
        assertEquals(expected, rows("jdbc:duckdb:", snippet("DuckDB", "sql")));
    }

    @Test
    void theTableOfTrinoHasTheColumnsOfTheFiles() throws Exception {
        String columns = snippet("Trino", "sql").replaceAll("(?s)^[^(]*\\((.*)\\)\\s*WITH.*$", "$1");
        assertEquals(
                EventTable.TICKET_EVENTS.columns().stream()
                                .map(column -> column.name() + " " + column.type())
                                .toList()
                        + "[month VARCHAR]",
                columns.strip()
                        .replace("TIMESTAMP(6)", "TIMESTAMP")
                        .lines()
                        .map(line -> line.strip().replaceAll(",$", ""))
                        .toList()
                        .toString()
                        .replace(", month VARCHAR]", "][month VARCHAR]"));
    }

    @Test
    void pandasCountsAsDuckDbDoes() throws Exception {
        Path script = Files.writeString(exports.resolveSibling("pandas-snippet.py"), snippet("pandas", "python"));
        assumeTrue(hasPandas(), "python3 with pandas and pyarrow is not installed");
        Outcome outcome = python(script.toString());
        assertEquals(0, outcome.exitCode(), outcome.err());
        List<String> expected = rows(
                "jdbc:duckdb:",
                "SELECT via || ' ' || count(*) FROM read_parquet('" + exports
                        + "/ticket_events/*/*.parquet') WHERE via IS NOT NULL GROUP BY via ORDER BY via");
        assertEquals(
                expected,
                outcome.out()
                        .lines()
                        .filter(line -> line.matches(".* \\d+"))
                        .map(line -> line.replaceAll(" +(\\d+)$", " $1"))
                        .toList());
    }

    private boolean hasPandas() throws Exception {
        try {
            return python("-c", "import pandas, pyarrow").exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Outcome python(String... arguments) throws Exception {
        return CommandLine.of(Path.of("python3"), exports).run(arguments);
    }

    /** The first snippet of a section, over the export of this test. */
    private String snippet(String section, String language) throws IOException {
        Matcher snippet = Pattern.compile("(?ms)^## " + section + "\n.*?^```" + language + "\n(.*?)^```$")
                .matcher(Files.readString(Path.of("src/docs/engines.md")));
        assertTrue(snippet.find(), section);
        return snippet.group(1).replace("/data/tickets", exports.toString());
    }

    private static List<String> rows(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            return RowTexts.asWritten(statement.executeQuery(sql));
        }
    }
}
