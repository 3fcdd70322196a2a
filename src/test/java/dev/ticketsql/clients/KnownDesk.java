package dev.ticketsql.clients;

import dev.ticketsql.jdbc.TicketSqlDataSource;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.SandboxOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback whose events are made here, and what is true of them by plain Java: the measure of every client.
 *
 * <p>Events lie around the hours that clocks skip and repeat in Los Angeles and Berlin, and on the edges of days, so
 * that a day or an instant that a client shifts is another one.
 */
final class KnownDesk implements AutoCloseable {

    /** The first day with events, and the first after those of spring. */
    static final LocalDate FIRST_DAY = LocalDate.parse("2025-03-08");

    static final LocalDate END_DAY = LocalDate.parse("2025-04-02");

    private static final List<String> EDGES = List.of(
            // Hours that Los Angeles and Berlin skip; Tokyo skips none.
            "2025-03-09T02:30:00Z",
            "2025-03-30T02:30:00Z",
            // Hours that they have twice.
            "2025-10-26T02:30:00Z",
            "2025-11-02T01:30:00Z",
            "2025-03-14T23:59:59Z",
            "2025-03-15T00:00:00Z",
            "2024-02-29T12:00:00Z");

    private static final List<@Nullable String> CHANNELS = Arrays.asList("Email", "Web form", null, "Chat", "電話");

    private final List<KnownEvent> events = made();
    private final Sandbox sandbox = served(events);

    private KnownDesk() {}

    private static Sandbox served(List<KnownEvent> events) {
        InstantSource clock = InstantSource.system();
        return Sandbox.serving(events.stream().map(KnownEvent::served).toList(), SandboxOptions.defaults(clock), clock);
    }

    static KnownDesk open() {
        return new KnownDesk();
    }

    private static List<KnownEvent> made() {
        List<Instant> instants =
                new ArrayList<>(EDGES.stream().map(Instant::parse).toList());
        Instant end = Instant.parse(END_DAY + "T00:00:00Z");
        int counter = 0;
        for (Instant at = Instant.parse(FIRST_DAY + "T00:07:00Z");
                at.isBefore(end);
                at = at.plus(Duration.ofMinutes(97))) {
            // A day has a third, two thirds or all of them: bars of a chart differ.
            if (counter++ % 3 <= at.toString().charAt(9) % 3) {
                instants.add(at);
            }
        }
        instants.sort(Comparator.naturalOrder());
        List<KnownEvent> events = new ArrayList<>();
        for (Instant instant : instants) {
            int number = events.size();
            events.add(new KnownEvent(
                    // Beyond what a double and an int hold.
                    9_007_199_254_740_993L + number,
                    instant,
                    1 + number % 17,
                    374_210_119_073L + number % 5,
                    CHANNELS.get(number % CHANNELS.size()),
                    number % 4 == 0 ? -33.5 + number : null));
        }
        return List.copyOf(events);
    }

    /** The events in order of time, which is that of their ids. */
    List<KnownEvent> events() {
        return events;
    }

    /** Those that satisfy a condition. */
    List<KnownEvent> events(Predicate<KnownEvent> condition) {
        return events.stream().filter(condition).toList();
    }

    /** Those of one day in UTC. */
    List<KnownEvent> of(LocalDate day) {
        return events(event -> event.day().equals(day));
    }

    /** How many events each day from {@link #FIRST_DAY} to {@link #END_DAY} has, in the days' order. */
    SortedMap<LocalDate, Long> countByDay() {
        return spring().collect(Collectors.groupingBy(KnownEvent::day, TreeMap::new, Collectors.counting()));
    }

    private Stream<KnownEvent> spring() {
        return events.stream()
                .filter(event -> !event.day().isBefore(FIRST_DAY) && event.day().isBefore(END_DAY));
    }

    /** The URL, with a mirror that is gone with the process. */
    String url() {
        return "jdbc:ticketsql:baseUrl=" + sandbox.baseUrl() + ";mirror=none";
    }

    /** The options that {@link #url} sets. */
    Properties options() {
        Properties options = new Properties();
        options.setProperty("baseUrl", sandbox.baseUrl().toString());
        options.setProperty("mirror", "none");
        return options;
    }

    DataSource dataSource() {
        return new TicketSqlDataSource(options());
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
