package dev.ticketsql.bench;

import dev.ticketsql.testing.RowTexts;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;

/**
 * The program that {@link GrowingBenchmark} runs for each history: asks every {@link GrowingQuestion}, and prints a
 * line with its milliseconds and what its first row ends with; the most memory resident last.
 */
final class GrowingClient {

    private static final int ROUNDS = 5;

    private GrowingClient() {}

    public static void main(String[] arguments) throws Exception {
        ask(new MirrorFiles(MirrorFiles.NO_SERVER, Path.of(arguments[0])), Long.parseLong(arguments[1]), new Report());
    }

    /** Asks a history of so many events. */
    static void ask(MirrorFiles mirror, long events, Report report) throws Exception {
        long startNanos = System.nanoTime();
        try (Connection connection = mirror.connect()) {
            for (GrowingQuestion question : GrowingQuestion.values()) {
                String sql = question.sql(events);
                List<String> rows = RowTexts.asWritten(connection, sql);
                double millis = question == GrowingQuestion.FIRST
                        ? (System.nanoTime() - startNanos) / 1e6
                        : Alternating.of(ROUNDS, List.of(() -> RowTexts.asWritten(connection, sql)))
                                .firstMedianMillis();
                report.line(millis + " " + sum(rows));
            }
        }
        report.line(Double.toString(Benchmarks.ownPeak().orElse(Double.NaN)));
    }

    /** The sum of the last column where it is a count, else the number of rows. */
    private static long sum(List<String> rows) {
        return rows.stream()
                .mapToLong(row -> {
                    String last = row.substring(row.lastIndexOf('|') + 1);
                    return last.matches("\\d+") ? Long.parseLong(last) : 1;
                })
                .sum();
    }
}
