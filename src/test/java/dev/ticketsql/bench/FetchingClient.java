package dev.ticketsql.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.ticketsql.testing.RowTexts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The program that {@link FetchingBenchmark} runs in processes of their own: reads the whole export of a server in one
 * of three ways, and prints the events, the seconds by the clock and of the processor, and the most memory resident.
 */
final class FetchingClient {

    private static final int PER_PAGE = 1_000;

    private static final Pattern END_OF_PAGE =
            Pattern.compile("\"count\":(\\d+).*?\"end_of_stream\":(true|false).*?\"end_time\":(\\d+|null)");

    private static final double NANOS_PER_SEC = 1e9;

    private FetchingClient() {}

    public static void main(String[] arguments) throws Exception {
        long startNanos = System.nanoTime();
        long events = switch (arguments[0]) {
            case "download" -> download(arguments[1]);
            case "mirror" -> mirror(arguments[1], arguments[2]);
            case "sqlite" -> SqliteExport.fetch(arguments[1], Path.of(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        double wallSec = (System.nanoTime() - startNanos) / NANOS_PER_SEC;
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double processorSec = system.getProcessCpuTime() / NANOS_PER_SEC;
        new Report()
                .line(events + " " + wallSec + " " + processorSec + " "
                        + Benchmarks.ownPeak().orElse(Double.NaN));
    }

    /** Downloads and inflates the pages one after another, and looks at the envelope alone. */
    private static long download(String baseUrl) throws IOException {
        OkHttpClient client = new OkHttpClient();
        long events = 0;
        String startSec = "0";
        while (true) {
            try (Response answer = client.newCall(page(baseUrl, startSec)).execute()) {
                byte[] body = answer.body().bytes();
                int tail = Math.max(0, body.length - 400);
                Matcher page = END_OF_PAGE.matcher(new String(body, tail, body.length - tail, StandardCharsets.UTF_8));
                if (!page.find()) {
                    throw new IOException("a page without an envelope: "
                            + new String(body, tail, body.length - tail, StandardCharsets.UTF_8));
                }
                events += Long.parseLong(page.group(1));
                if (page.group(2).equals("true")) {
                    return events;
                }
                startSec = page.group(3);
            }
        }
    }

    /** The request for the page from a second on. */
    static Request page(String baseUrl, String startSec) {
        return new Request.Builder()
                .url(baseUrl + "/api/v2/incremental/ticket_events?per_page=" + PER_PAGE + "&start_time=" + startSec)
                .build();
    }

    static long mirror(String baseUrl, String directory) throws SQLException {
        Properties options = new Properties();
        options.setProperty("baseUrl", baseUrl);
        options.setProperty("mirror", directory);
        try (Connection connection = DriverManager.getConnection("jdbc:ticketsql:", options)) {
            return Long.parseLong(
                    RowTexts.asWritten(connection, SqliteExport.COUNT).get(0));
        }
    }
}
