package dev.ticketsql.clients;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_date;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Spark: a table and a query, in one piece and in partitions, whose conditions are ours to answer. */
final class SparkIT {

    @AutoClose
    private static final KnownDesk DESK = KnownDesk.open();

    @AutoClose
    private static final SparkSession SPARK = SparkSession.builder()
            .master("local[2]")
            .appName("clients")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", "target/warehouse")
            .getOrCreate();

    private static DataFrameReader reader() {
        return SPARK.read().format("jdbc").option("url", DESK.url()).option("driver", "dev.ticketsql.jdbc.Driver");
    }

    private static Dataset<Row> events() {
        return reader().option("dbtable", "ticket_events").load();
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows.select("id", "time", "via", "latitude").orderBy("time", "id").collectAsList().stream()
                .map(row -> row.get(0) + " " + row.getTimestamp(1) + " " + row.get(2) + " " + row.get(3))
                .toList();
    }

    /** With times as Spark has them: timestamps that show the column's fields in the zone of the JVM. */
    private static List<String> expected(List<KnownEvent> events) {
        return events.stream()
                .map(event -> event.id() + " " + event.timestamp() + " " + event.via() + " " + event.latitude())
                .toList();
    }

    @Test
    void columnsHaveTheTypesOfSpark() {
        assertEquals(
                List.of("id bigint", "ticket_id bigint", "time timestamp", "start_time bigint", "type string"),
                Stream.of(events().schema().fields())
                        .limit(5)
                        .map(field -> field.name() + " " + field.dataType().simpleString())
                        .toList());
    }

    @Test
    void rowsAreTheEvents() {
        assertEquals(expected(DESK.events()), texts(events()));
    }

    @Test
    void partitionsOfTimeAreTheEvents() {
        Dataset<Row> rows = reader().option("dbtable", "ticket_events")
                .option("partitionColumn", "time")
                .option("lowerBound", "2025-03-08 00:00:00")
                .option("upperBound", "2025-04-02 00:00:00")
                .option("numPartitions", "5")
                .load();
        assertEquals(5, rows.rdd().getNumPartitions());
        assertEquals(expected(DESK.events()), texts(rows));
    }

    @Test
    void partitionsOfStartTimeAreTheEvents() {
        Dataset<Row> rows = SPARK.read()
                .option("driver", "dev.ticketsql.jdbc.Driver")
                .jdbc(
                        DESK.url(),
                        "ticket_events",
                        "start_time",
                        Instant.parse("2025-03-08T00:00:00Z").getEpochSecond(),
                        Instant.parse("2025-04-02T00:00:00Z").getEpochSecond(),
                        4,
                        new Properties());
        assertEquals(4, rows.rdd().getNumPartitions());
        assertEquals(expected(DESK.events()), texts(rows));
    }

    @Test
    void conditionsAreOursToAnswer() {
        LocalDateTime from = LocalDateTime.parse("2025-03-20T05:00:00");
        Dataset<Row> rows = events().where(col("time").geq(Timestamp.valueOf(from)))
                .where(col("via").isin("Email", "電話"));
        assertTrue(
                rows.queryExecution().executedPlan().toString().contains("PushedFilters: [*"),
                () -> rows.queryExecution().executedPlan().toString());
        assertEquals(
                expected(DESK.events(event ->
                        !event.time().isBefore(from) && List.of("Email", "電話").contains(event.viaOr("")))),
                texts(rows));
        assertEquals(
                expected(DESK.events(event -> event.via() == null)),
                texts(events().where(col("via").isNull())));
    }

    @Test
    void daysAreCountedBySparkAndByUs() {
        assertEquals(
                DESK.countByDay(),
                counts(events().where(col("time").geq(Timestamp.valueOf(KnownDesk.FIRST_DAY.atStartOfDay())))
                        .where(col("time").lt(Timestamp.valueOf(KnownDesk.END_DAY.atStartOfDay())))
                        .groupBy(to_date(col("time")))
                        .count()));
        assertEquals(
                DESK.countByDay(),
                counts(reader().option(
                                "query",
                                "SELECT CAST(\"time\" AS DATE) AS d, COUNT(*) AS events FROM ticket_events"
                                        + " WHERE \"time\" >= DATE '2025-03-08' AND \"time\" < DATE '2025-04-02'"
                                        + " GROUP BY CAST(\"time\" AS DATE)")
                        .load()));
    }

    /** Spark takes a Timestamp for its instant there. */
    @Test
    void timestampsWithoutAZoneAreAskedForInAJvmInUtcAlone() {
        Dataset<Row> rows = reader().option("preferTimestampNTZ", "true")
                .option("dbtable", "ticket_events")
                .load();
        assertEquals(
                DESK.events().stream()
                        .map(event -> LocalDateTime.ofInstant(event.timestamp().toInstant(), ZoneOffset.UTC))
                        .toList(),
                rows.select("time").orderBy("id").collectAsList().stream()
                        .map(row -> row.get(0))
                        .toList());
    }

    private static TreeMap<LocalDate, Long> counts(Dataset<Row> rows) {
        TreeMap<LocalDate, Long> counts = new TreeMap<>();
        rows.collectAsList().forEach(row -> counts.put(row.getDate(0).toLocalDate(), row.getLong(1)));
        return counts;
    }
}
