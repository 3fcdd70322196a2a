package dev.ticketsql.quidem;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the scripts of Calcite's tests through the driver, if property {@code quidem.scripts} is their folder
 * {@code core/src/test/resources/sql} in a checkout. Logs a table of the outcomes, and writes it and every difference
 * to {@code target/quidem.txt}. With {@code quidem.scott=views}, Scott's tables are views instead of another
 * database's; {@code quidem.only=agg} runs the scripts whose names begin so.
 */
final class QuidemScriptsTest {

    private static final Logger LOG = LoggerFactory.getLogger(QuidemScriptsTest.class);

    private static final int LIMIT_SECONDS = 20;

    @Test
    void theScriptsOfCalciteAreAnswered() throws Exception {
        String directory = System.getProperty("quidem.scripts", "");
        assumeTrue(
                !directory.isEmpty(),
                "-Dquidem.scripts=<calcite>/core/src/test/resources/sql runs the scripts of Calcite's tests");
        Path scripts = Path.of(directory);
        QuidemReport report = new QuidemReport();
        try (ScriptSchemas schemas =
                ScriptSchemas.of(scripts, System.getProperty("quidem.scott", "").equals("views"))) {
            for (Path script : scripts(scripts)) {
                for (Question question : QuidemScript.read(script)) {
                    report.add(answer(question, schemas));
                }
                LOG.info("{} is done", script.getFileName());
            }
        }
        Files.writeString(Path.of("target", "quidem.txt"), report.table() + report.differences());
        LOG.info("{}", report.table());
        assertFalse(report.isEmpty(), () -> "no script in " + scripts);
    }

    private static List<Path> scripts(Path directory) throws IOException {
        String only = System.getProperty("quidem.only", "");
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".iq"))
                    .filter(file -> file.getFileName().toString().startsWith(only))
                    .sorted()
                    .toList();
        }
    }

    private static Answer answer(Question question, ScriptSchemas schemas) throws SQLException {
        Optional<List<List<String>>> recorded =
                question.fails() ? Optional.empty() : RecordedRows.read(question.format(), question.recorded());
        Optional<Connection> connected = schemas.connect(question.schema());
        if (connected.isEmpty()) {
            return new Answer(question, recorded, Optional.empty(), Answer.NO_SCHEMA);
        }
        try (Connection connection = connected.orElseThrow();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(LIMIT_SECONDS);
            try (ResultSet result = statement.executeQuery(question.sql())) {
                return new Answer(question, recorded, Optional.of(RecordedRows.of(question.format(), result)), "");
            }
        } catch (SQLException | RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            return new Answer(question, recorded, Optional.empty(), reason(e));
        }
    }

    /** The message, and that of the first cause. */
    private static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String place =
                first.getMessage() == null && first.getStackTrace().length > 0 ? " at " + first.getStackTrace()[0] : "";
        return failure.getMessage() + " [" + first + place + "]";
    }
}
