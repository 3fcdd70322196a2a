package dev.ticketsql.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The zip of {@code mvn package}, unpacked by a program that keeps the modes of its files. */
final class UnpackedZip {

    private static final Path UNZIP = Path.of("/usr/bin/unzip");

    private UnpackedZip() {}

    /** The zip itself. */
    static Path file() throws IOException {
        try (Stream<Path> files = Files.list(CommandLine.PROJECT.resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("ticketsql-.*\\.zip"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no zip in target: mvn package makes it"));
        }
    }

    /** Unpacks it, and returns its folder, which is named as the zip is. */
    static Path in(Path directory) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(UNZIP), "no " + UNZIP + " here to unpack the zip with");
        Outcome outcome = CommandLine.of(UNZIP, directory).run("-q", file().toString());
        assertEquals(0, outcome.exitCode(), outcome.err());
        return directory.resolve(file().getFileName().toString().replaceFirst("\\.zip$", ""));
    }
}
