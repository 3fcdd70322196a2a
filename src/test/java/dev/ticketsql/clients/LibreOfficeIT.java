package dev.ticketsql.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ticketsql.testing.CommandLine;
import dev.ticketsql.testing.CommandLine.Outcome;
import dev.ticketsql.testing.JdbcJar;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * LibreOffice Base over the single jar, asked as its own forms and reports ask. It needs LibreOffice with Base, Java
 * and Python, as Debian's libreoffice-base, libreoffice-java-common and python3-uno.
 */
@EnabledIfSystemProperty(named = "ticketsql.libreoffice", matches = "true")
@Timeout(300)
final class LibreOfficeIT {

    private static final String VERSION = "7.4.7";

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    @AutoClose
    private final KnownDesk desk = KnownDesk.open();

    @TempDir
    private Path directory;

    @Test
    void theVersionIsThatOfTheDocument() throws Exception {
        Outcome outcome = CommandLine.of(Path.of("/usr/bin/soffice"), directory)
                .with("HOME", directory.toString())
                .run("--version");
        assertEquals(
                List.of("LibreOffice " + VERSION),
                outcome.out()
                        .lines()
                        .map(line -> line.replaceAll("(\\d\\.\\d\\.\\d).*", "$1"))
                        .filter(line -> line.startsWith("LibreOffice"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo"})
    void itReadsTablesKeysRowsDaysAndParameters(String zone) throws Exception {
        String pipe = "ticketsql-" + directory.getFileName();
        Process office = CommandLine.of(Path.of("/usr/bin/soffice"), directory)
                .with("TZ", zone)
                .with("HOME", directory.toString())
                .start(
                        "--headless",
                        "--norestore",
                        "--nologo",
                        "-env:UserInstallation=" + directory.resolve("profile").toUri(),
                        "--accept=pipe,name=" + pipe + ";urp;");
        try {
            Outcome outcome = CommandLine.of(Path.of("/usr/bin/python3"), directory)
                    .run(
                            program().toString(),
                            pipe,
                            desk.url(),
                            JdbcJar.file().toUri().toString());

            assertEquals(0, outcome.exitCode(), outcome.err());
            assertEquals(List.of("TicketSQL"), outcome.values("product"));
            assertEquals(
                    List.of("ticket_child_events", "ticket_comments", "ticket_events", "ticket_field_changes"),
                    outcome.values("table"));
            assertEquals(List.of("id", "time"), outcome.values("key"));
            assertEquals(desk.events().stream().map(LibreOfficeIT::row).toList(), outcome.values("row"));
            assertEquals(
                    List.of(String.valueOf(
                            desk.of(LocalDate.parse("2025-03-15")).size())),
                    outcome.values("day"));
        } finally {
            office.descendants().forEach(ProcessHandle::destroyForcibly);
            office.destroyForcibly();
        }
    }

    private static String row(KnownEvent event) {
        return String.join(
                ", ",
                String.valueOf(event.id()),
                event.viaOr("null"),
                SECONDS.format(event.time()),
                event.day().toString(),
                String.valueOf(event.latitude()));
    }

    private Path program() throws Exception {
        Path program = directory.resolve("libreoffice.py");
        try (InputStream in =
                Objects.requireNonNull(LibreOfficeIT.class.getResourceAsStream("libreoffice.py"), "libreoffice.py")) {
            Files.write(program, in.readAllBytes());
        }
        return program;
    }
}
