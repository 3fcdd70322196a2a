package dev.ticketsql.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command of a class of the tests that runs in a process of its own; it starts fast and runs slowly. */
public final class JavaCommand {

    private JavaCommand() {}

    /**
     * The command and its arguments.
     *
     * @param temporaryFiles its directory of temporary files
     */
    public static List<String> of(Class<?> main, Path temporaryFiles, String... arguments) {
        return Stream.concat(
                        Stream.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                "-Djava.io.tmpdir=" + temporaryFiles,
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()),
                        Stream.of(arguments))
                .toList();
    }
}
