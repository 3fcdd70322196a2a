package dev.ticketsql.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * A Spark of this process and two workers with processes of their own. These start from an installation of Spark: a
 * directory {@code jars}, here with links to what Maven has.
 */
final class SparkCluster {

    private static final int WORKERS = 2;

    private SparkCluster() {}

    static SparkSession start(Path warehouse) throws IOException {
        install(Path.of(System.getenv("SPARK_HOME")));
        SparkSession spark = SparkSession.builder()
                .master("local-cluster[" + WORKERS + ",1,1024]")
                .appName("ticketsql")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.executor.memory", "512m")
                // Otherwise the launcher looks for Spark's own build.
                .config("spark.executorEnv.SPARK_SCALA_VERSION", "2.13")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", warehouse.toString())
                // The same text as TicketSQL's.
                .config("spark.sql.ansi.doubleQuotedIdentifiers", "true")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        return spark;
    }

    private static void install(Path home) throws IOException {
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry).toAbsolutePath();
            Path link = jars.resolve(jar.getFileName());
            if (entry.endsWith(".jar") && !Files.exists(link)) {
                Files.createSymbolicLink(link, jar);
            }
        }
    }

    /** The processes that have run tasks, this one left out. */
    static int workers(SparkSession spark) {
        return spark.sparkContext().statusTracker().getExecutorInfos().length - 1;
    }

    /** The statements of a script, without comments. */
    static List<String> statements(String script) {
        return List.of(script.replaceAll("(?m)^--.*\n", "").split(";\\s*\n")).stream()
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
