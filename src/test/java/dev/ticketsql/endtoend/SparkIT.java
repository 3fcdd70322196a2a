package dev.ticketsql.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.Hsqldb;
import dev.ticketsql.testing.JdbcJar;
import dev.ticketsql.testing.Sandboxes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The single jar in {@code spark-submit --jars}, beside Spark's own Jackson, Guava, Protobuf, Janino and SLF4J. Maven
 * fetches 220 MB for it, so that it has to be asked for.
 */
@EnabledIfSystemProperty(named = "ticketsql.spark", matches = "true")
@Timeout(900)
final class SparkIT {

    private static final String SPARK = "3.5.6";

    /** What Spark's own script allows it, of newer versions of Java. */
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    @TempDir
    private Path directory;

    @Test
    void sparkReadsAllRowsInPartitions() throws Exception {
        try (Sandbox sandbox = Sandboxes.until2026(3000, 5);
                Hsqldb truth = Hsqldb.ofServer(sandbox.baseUrl())) {
            String libraries = libraries();
            Path program = program(libraries);

            Outcome outcome = submit(
                    libraries,
                    program,
                    "jdbc:ticketsql:mirror=" + directory.resolve("mirror") + ";baseUrl=" + sandbox.baseUrl());

            assertEquals(0, outcome.exitCode(), outcome.err());
            assertEquals(
                    truth.rows(
                            "SELECT COUNT(*), COUNT(DISTINCT ticket_id), MIN(start_time), MAX(id) FROM ticket_events"),
                    outcome.values("all"),
                    outcome.err());
            assertEquals(
                    truth.rows("SELECT COUNT(*), MIN(start_time) FROM ticket_events WHERE via = 'Email'"),
                    outcome.values("email"));
        }
    }

    private Outcome submit(String libraries, Path program, String url) throws Exception {
        List<String> arguments = new ArrayList<>();
        OPENED.forEach(name -> arguments.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        arguments.addAll(List.of(
                "-cp",
                libraries,
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                "local[2]",
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--jars",
                JdbcJar.file().toAbsolutePath().toString(),
                "--class",
                "Program",
                program.toString(),
                url));
        return CommandLine.java(directory).run(arguments.toArray(String[]::new));
    }

    /** Spark and what it needs, from where Maven has it. */
    private String libraries() throws Exception {
        Path pom = Files.writeString(directory.resolve("pom.xml"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.example</groupId>
                  <artifactId>spark</artifactId>
                  <version>1</version>
                  <dependencies>
                    <dependency>
                      <groupId>org.apache.spark</groupId>
                      <artifactId>spark-sql_2.13</artifactId>
                      <version>%s</version>
                    </dependency>
                  </dependencies>
                </project>
                """.formatted(SPARK));
        Path classPath = directory.resolve("class-path");
        Outcome outcome = CommandLine.of(Path.of(System.getProperty("maven.home"), "bin", "mvn"), directory)
                .run(
                        "--batch-mode",
                        "--quiet",
                        "--file",
                        pom.toString(),
                        "dependency:build-classpath",
                        "-Dmdep.outputFile=" + classPath);
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
        return Files.readString(classPath);
    }

    private Path program(String libraries) throws Exception {
        Path source = Files.writeString(directory.resolve("Program.java"), """
                import org.apache.spark.sql.*;

                public class Program {
                    public static void main(String[] arguments) {
                        SparkSession session = SparkSession.builder().getOrCreate();
                        session.read().format("jdbc")
                                .option("url", arguments[0])
                                .option("driver", "dev.ticketsql.jdbc.Driver")
                                .option("dbtable", "ticket_events")
                                .option("partitionColumn", "start_time")
                                .option("lowerBound", "1600000000")
                                .option("upperBound", "1767225600")
                                .option("numPartitions", "4")
                                .load()
                                .createOrReplaceTempView("events");
                        print(session, "all", "SELECT COUNT(*), COUNT(DISTINCT ticket_id), MIN(start_time), MAX(id) FROM events");
                        print(session, "email", "SELECT COUNT(*), MIN(start_time) FROM events WHERE via = 'Email'");
                        session.stop();
                    }

                    private static void print(SparkSession session, String name, String sql) {
                        for (Row row : session.sql(sql).collectAsList()) {
                            System.out.println(name + ": " + row.mkString(", "));
                        }
                    }
                }
                """);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        int exitCode = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-implicit:none",
                        "-cp",
                        libraries,
                        "-d",
                        classes.toString(),
                        source.toString());
        assertEquals(0, exitCode);
        return packed(classes, directory.resolve("program.jar"));
    }

    private static Path packed(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> compiled = Files.list(classes)) {
            for (Path each : compiled.toList()) {
                out.putNextEntry(new JarEntry(each.getFileName().toString()));
                Files.copy(each, out);
            }
        }
        return jar;
    }
}
