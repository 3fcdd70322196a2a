package dev.ticketsql.testing;

import dev.ticketsql.event.TicketEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows at which engines tend to part: NULLs beside empty texts, quotes, wildcards, several scripts, ids around 2^31 and
 * 2^53, negative and zero numbers, and seconds at the edges of days, months, years and leap years, and in the daylight
 * saving gaps and overlaps of the time zones that tests run in.
 */
public final class EdgeEvents {

    private static final List<String> INSTANTS = List.of(
            "1970-01-01T00:00:00Z",
            "1999-12-31T23:59:59Z",
            "2000-01-01T00:00:00Z",
            "2000-02-29T12:00:00Z",
            "2012-06-30T23:59:59Z",
            "2019-12-29T23:59:59Z",
            "2019-12-30T00:00:00Z",
            "2020-02-28T23:59:59Z",
            "2020-02-29T00:00:00Z",
            "2020-02-29T23:59:59Z",
            "2020-03-01T00:00:00Z",
            "2020-12-31T23:59:59Z",
            "2021-01-01T00:00:00Z",
            "2021-01-03T23:59:59Z",
            "2021-01-04T00:00:00Z",
            // The gap and the overlap of Los Angeles, as wall times and as instants.
            "2026-03-08T02:30:00Z",
            "2026-03-08T09:59:59Z",
            "2026-03-08T10:00:00Z",
            "2026-11-01T01:30:00Z",
            // Midnight in Kolkata.
            "2026-05-31T18:30:00Z",
            "2026-05-31T23:59:59Z",
            "2026-06-01T00:00:00Z");

    private static final List<@Nullable String> TEXTS = Arrays.asList(
            null,
            "",
            " ",
            "Email",
            "email",
            "Web form",
            "it's",
            "\"quoted\"",
            "back\\slash",
            "100%",
            "under_score",
            "two\nlines",
            "tab\t",
            "Ünïcödé",
            "日本語",
            "Привет",
            "🎫 ticket",
            "👩‍👩‍👧",
            "e\u0301",
            "--; DROP TABLE x",
            "?",
            "trailing ");

    private static final List<@Nullable Long> NUMBERS = Arrays.asList(
            null,
            0L,
            1L,
            -1L,
            7L,
            -7L,
            (1L << 31) - 1,
            1L << 31,
            -(1L << 31) - 1,
            (1L << 53) - 1,
            1L << 53,
            (1L << 53) + 1,
            1_000_000_007L);

    private static final List<@Nullable Double> DEGREES =
            Arrays.asList(null, 0.0, 90.0, -90.0, 37.7749, -122.4194, 1e-9);

    private EdgeEvents() {}

    /** All of them, the same each time. */
    public static List<TicketEvent> all() {
        return builders().stream().map(EventBuilder::build).toList();
    }

    static List<EventBuilder> builders() {
        List<EventBuilder> events = new ArrayList<>();
        int count = 4 * INSTANTS.size();
        for (int row = 0; row < count; row++) {
            // Steps without a common factor with the lists' sizes, so that values meet in many combinations.
            events.add(EventBuilder.event(
                            id(row), Instant.parse(at(INSTANTS, row)).getEpochSecond())
                    .ticket(atNullable(NUMBERS, row * 5))
                    .metric(
                            row % 4 == 0 ? null : at(List.of("activate", "breach", "fulfill"), row),
                            row % 3 == 0 ? null : at(List.of("reply_time", "agent_work_time"), row / 3),
                            row % 7 == 0 ? null : (long) row % 3)
                    .audit(row % 5 == 0 ? null : "Audit", atNullable(NUMBERS, row), atNullable(TEXTS, row * 3))
                    .from(
                            atNullable(TEXTS, row),
                            row % 2 == 0 ? null : "Berlin",
                            atNullable(DEGREES, row),
                            atNullable(DEGREES, row * 3 + 1))
                    .metadata(row % 6 == 0 ? null : "{\"row\": " + row + ", \"text\": \"it's 🎫\"}")
                    .childEvents("[{\"id\": " + row + "}]"));
        }
        return events;
    }

    private static long id(int row) {
        return row < 20 ? row - 10L : (1L << 31) - 50 + row * (row % 2 == 0 ? 1L : 1L << 22);
    }

    private static <T> T at(List<T> list, int index) {
        return list.get(index % list.size());
    }

    private static <T> @Nullable T atNullable(List<@Nullable T> list, int index) {
        return list.get(index % list.size());
    }
}
