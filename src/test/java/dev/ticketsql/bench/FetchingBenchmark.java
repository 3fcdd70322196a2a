package dev.ticketsql.bench;

import dev.ticketsql.sandbox.SandboxCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches audits into a mirror, beside a client that downloads and inflates the same pages one after another, and
 * beside one that keeps them in SQLite: the server, and each of the three, in a process of its own.
 */
final class FetchingBenchmark {

    /** The limit of the time by the clock, as a multiple of the download's. */
    private static final double MAX_TIMES = 8;

    /** The limit of the memory resident of a process with a heap of 256 MiB. */
    private static final double MAX_MEBIBYTES = 1_000;

    /** The last row of the document's table. */
    static final List<String> LIMITS =
            List.of("limit for TicketSQL", "", Report.text(MAX_TIMES), "", Report.text(MAX_MEBIBYTES));

    private final Path directory;
    private final Report report;

    FetchingBenchmark(Path directory, Report report) {
        this.directory = directory;
        this.report = report;
    }

    /**
     * What a process printed of itself.
     *
     * @param events on its pages
     * @param clockSec from its start to its answer
     * @param processorSec of all its threads
     * @param mebibytes most memory resident
     */
    private record Run(long events, double clockSec, double processorSec, double mebibytes) {

        static Run of(String line) {
            String[] words = line.split(" ", -1);
            return new Run(
                    Long.parseLong(words[0]),
                    Double.parseDouble(words[1]),
                    Double.parseDouble(words[2]),
                    Double.parseDouble(words[3]));
        }
    }

    /**
     * Events that were fetched, twice.
     *
     * @param baseUrl of the server, which is gone
     * @param mirror TicketSQL's mirror
     * @param sqlite the file of {@link SqliteExport}
     */
    record Fetched(String baseUrl, Path mirror, Path sqlite) {}

    Fetched run(int events) throws IOException, InterruptedException {
        report.heading("Fetching " + events
                + " audits, beside a client that only downloads, and one that keeps them in SQLite");
        Process server = process(
                List.of(),
                SandboxCommand.class.getName(),
                "--events",
                Integer.toString(events),
                "--shape",
                "audits",
                "--end",
                "2026-01-01T00:00:00Z");
        try (BufferedReader url = server.inputReader()) {
            String baseUrl = url.readLine();
            Run download = run("download", baseUrl);
            Fetched fetched = new Fetched(baseUrl, directory.resolve("fetched"), directory.resolve("fetched.sqlite"));
            Run mirror = run("mirror", baseUrl, fetched.mirror().toString());
            Run sqlite = run("sqlite", baseUrl, fetched.sqlite().toString());
            report.check("events in SQLite", (long) events, sqlite.events());
            report.check("COUNT(*) of all audits", (long) events, mirror.events());
            report.figure("download", download.clockSec(), "s");
            report.figure("TicketSQL", mirror.clockSec(), "s");
            report.limited("beside the download, ratio", mirror.clockSec() / download.clockSec(), "", MAX_TIMES);
            report.figure("of processor time, ratio", mirror.processorSec() / download.processorSec(), "");
            report.limited("most memory resident at -Xmx256m", mirror.mebibytes(), "MiB", MAX_MEBIBYTES);
            report.figure("SQLite", sqlite.clockSec(), "s");
            report.figure("SQLite beside TicketSQL, ratio", sqlite.clockSec() / mirror.clockSec(), "");
            report.add(table(events, download, mirror, sqlite));
            return fetched;
        } finally {
            server.destroy();
        }
    }

    private static ReportTable table(int events, Run download, Run mirror, Run sqlite) {
        ReportTable table = new ReportTable(
                "fetching",
                List.of(
                        Report.text(events) + " audits fetched by",
                        "seconds",
                        "times the download's",
                        "processor seconds",
                        "MiB resident at most"));
        table.row(cells("a client that only downloads", download, download));
        table.row(cells("TicketSQL", mirror, download));
        table.row(cells("a client that keeps them in SQLite", sqlite, download));
        table.row(LIMITS);
        return table;
    }

    private static List<String> cells(String client, Run run, Run download) {
        return List.of(
                client,
                Report.text(run.clockSec()),
                Report.text(run.clockSec() / download.clockSec()),
                Report.text(run.processorSec()),
                Report.text(run.mebibytes()));
    }

    private static Run run(String... arguments) throws IOException, InterruptedException {
        Process client = process(List.of("-Xmx256m"), FetchingClient.class.getName(), arguments);
        try (BufferedReader answer = client.inputReader()) {
            String line = answer.readLine();
            if (client.waitFor() != 0 || line == null) {
                throw new IOException("the client of " + String.join(" ", arguments) + " failed");
            }
            return Run.of(line);
        }
    }

    static Process process(List<String> options, String program, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(options);
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                program));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
