package dev.ticketsql.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Describes a run: the machine, the versions of what was measured, the day, and the command that repeats it. */
final class Circumstances {

    private static final List<String> PEERS =
            List.of("jdbc:duckdb:", "jdbc:calcite:", "jdbc:sqlite::memory:", "jdbc:hsqldb:mem:version");

    private Circumstances() {}

    /** One sentence for the document. */
    static String of(String command, Instant now) throws IOException, SQLException {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return String.format(
                Locale.ROOT,
                "Measured on %s by `%s`: %s, %d cores, %.0f GiB of memory; Java %s, %s.",
                LocalDate.ofInstant(now, ZoneOffset.UTC),
                command,
                processor(),
                Runtime.getRuntime().availableProcessors(),
                machine.getTotalMemorySize() / (double) (1L << 30),
                Runtime.version(),
                String.join(", ", versions()));
    }

    private static List<String> versions() throws SQLException {
        List<String> versions = new ArrayList<>();
        for (String url : PEERS) {
            try (Connection connection = DriverManager.getConnection(url)) {
                versions.add(connection
                                .getMetaData()
                                .getDatabaseProductName()
                                .replace(" Database Engine", "")
                                .replaceAll("(?i)^HSQL$", "HSQLDB")
                        + " " + connection.getMetaData().getDatabaseProductVersion());
            }
        }
        return versions;
    }

    private static String processor() throws IOException {
        Path described = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(described)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(described).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
