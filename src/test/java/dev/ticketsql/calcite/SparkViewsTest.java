package dev.ticketsql.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The views that are documented for Spark, which runs them in profile {@code spark}. */
final class SparkViewsTest {

    private static final Path DOCUMENT = Path.of("src/docs/spark-views.sql");

    /** With -Dticketsql.write=true it is written. */
    @Test
    void theScriptForSparkIsMadeOfTheViews() throws Exception {
        String script = SparkViews.script();
        if (Boolean.getBoolean("ticketsql.write")) {
            Files.writeString(DOCUMENT, script);
        }
        assertEquals(script, Files.readString(DOCUMENT), "mvn test -Dtest=SparkViewsTest -Dticketsql.write=true");
    }
}
