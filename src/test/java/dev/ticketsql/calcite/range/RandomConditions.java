package dev.ticketsql.calcite.range;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random SQL conditions in the forms that people and BI tools write about time, and instants close to the seconds at
 * which their ranges begin and end. Literals first stand between marks, so that {@link RuntimeCondition} can put
 * parameters and the clock in their places.
 */
final class RandomConditions {

    private static final List<Instant> EDGES = List.of(
            Instant.parse("1970-01-01T00:00:00Z"),
            Instant.parse("1999-12-31T23:59:59Z"),
            Instant.parse("2019-12-30T00:00:00Z"),
            Instant.parse("2020-02-29T00:00:00Z"),
            Instant.parse("2020-02-29T12:34:56Z"),
            Instant.parse("2020-03-31T23:59:59Z"),
            Instant.parse("2020-12-31T23:59:59Z"),
            Instant.parse("2021-01-01T00:00:00Z"),
            Instant.parse("2021-01-31T12:00:00Z"),
            Instant.parse("2026-03-08T10:00:00Z"),
            Instant.parse("2026-06-30T23:00:00Z"));

    private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");

    private static final List<String> FLOOR_UNITS =
            List.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND");

    private static final List<String> EXTRACT_UNITS = List.of(
            "YEAR", "ISOYEAR", "QUARTER", "MONTH", "WEEK", "DAY", "DOY", "DOW", "ISODOW", "HOUR", "MINUTE", "SECOND",
            "DECADE", "CENTURY", "EPOCH");

    private RandomConditions() {}

    /** Epoch seconds at, around, and far from the instants of the conditions. */
    static Arbitrary<Long> startSecs() {
        Arbitrary<Integer> offsets = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(0, 1, -1)),
                Tuple.of(1, Arbitraries.of(3600, -3600, 86_400, -86_400, 31 * 86_400, -31 * 86_400)),
                Tuple.of(1, Arbitraries.integers().between(-40_000_000, 40_000_000)));
        return Combinators.combine(Arbitraries.of(EDGES), offsets)
                .as((edge, offset) -> Math.max(0, edge.getEpochSecond() + offset));
    }

    /** Conditions over {@code "time"}, {@code start_time}, {@code metric} and {@code ticket_id}. */
    static Arbitrary<String> conditions() {
        return conditions(3).map(RuntimeCondition::withoutMarks);
    }

    /** Conditions with parameters and the current time in the places of some literals. */
    static Arbitrary<RuntimeCondition> runtimeConditions() {
        Arbitrary<Long> nowMillis = Combinators.combine(startSecs(), Arbitraries.of(0, 1, 999))
                .as((second, millis) -> second * 1000 + millis);
        return Combinators.combine(conditions(3), nowMillis, Arbitraries.longs())
                .as(RuntimeCondition::of);
    }

    private static Arbitrary<String> conditions(int depth) {
        if (depth == 0) {
            return leaves();
        }
        Arbitrary<String> inner = conditions(depth - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(3, leaves()),
                Tuple.of(4, Combinators.combine(inner, inner).as((a, b) -> "(" + a + " AND " + b + ")")),
                Tuple.of(2, Combinators.combine(inner, inner).as((a, b) -> "(" + a + " OR " + b + ")")),
                Tuple.of(1, inner.map(condition -> "NOT (" + condition + ")")),
                Tuple.of(
                        1,
                        Combinators.combine(
                                        inner,
                                        Arbitraries.of(
                                                "IS TRUE", "IS NOT TRUE", "IS FALSE", "IS NOT FALSE", "IS UNKNOWN"))
                                .as((a, test) -> "((" + a + ") " + test + ")")),
                Tuple.of(
                        1,
                        Combinators.combine(inner, inner, inner)
                                .as((a, b, c) -> "CASE WHEN " + a + " THEN " + b + " ELSE " + c + " END")));
    }

    private static Arbitrary<String> leaves() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, compared(timestamps(), timestampLiterals())),
                Tuple.of(3, compared(dates(), dateLiterals())),
                Tuple.of(4, compared(seconds(), secondLiterals())),
                Tuple.of(3, Arbitraries.of(EXTRACT_UNITS).flatMap(RandomConditions::partCompared)),
                Tuple.of(1, compared(texts(), dateTexts())),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "metric = 'reply_time'",
                                "metric IS NULL",
                                "metric LIKE 'r%'",
                                "ticket_id > 3",
                                "ticket_id IN (1, 2, 3)",
                                "ticket_id = start_time")));
    }

    private static Arbitrary<String> compared(Arbitrary<String> terms, Arbitrary<String> literals) {
        return Arbitraries.oneOf(
                Combinators.combine(terms, Arbitraries.of(COMPARISONS), literals)
                        .as((term, comparison, literal) ->
                                term + " " + comparison + " " + RuntimeCondition.marked(literal)),
                Combinators.combine(literals, Arbitraries.of(COMPARISONS), terms)
                        .as((literal, comparison, term) ->
                                RuntimeCondition.marked(literal) + " " + comparison + " " + term),
                Combinators.combine(
                                terms,
                                Arbitraries.of("BETWEEN", "NOT BETWEEN", "BETWEEN SYMMETRIC"),
                                literals,
                                literals)
                        .as((term, between, from, to) -> term + " " + between + " " + RuntimeCondition.marked(from)
                                + " AND " + RuntimeCondition.marked(to)),
                Combinators.combine(
                                terms,
                                Arbitraries.of("IN", "NOT IN"),
                                literals.map(RuntimeCondition::marked)
                                        .list()
                                        .ofMinSize(1)
                                        .ofMaxSize(4))
                        .as((term, in, list) -> term + " " + in + " (" + String.join(", ", list) + ")"));
    }

    private static Arbitrary<String> timestamps() {
        return Arbitraries.oneOf(
                Arbitraries.just("\"time\""),
                Arbitraries.of(FLOOR_UNITS).map(unit -> "FLOOR(\"time\" TO " + unit + ")"),
                Arbitraries.of(FLOOR_UNITS).map(unit -> "CEIL(\"time\" TO " + unit + ")"),
                Combinators.combine(Arbitraries.of("+", "-"), intervals())
                        .as((sign, interval) -> "(\"time\" " + sign + " " + interval + ")"),
                Combinators.combine(
                                Arbitraries.of("MONTH", "DAY", "HOUR"),
                                Arbitraries.integers().between(-40, 40))
                        .as((unit, count) -> "TIMESTAMPADD(" + unit + ", " + count + ", \"time\")"),
                Arbitraries.just("CAST(CAST(\"time\" AS DATE) AS TIMESTAMP)"));
    }

    private static Arbitrary<String> dates() {
        return Arbitraries.oneOf(
                Arbitraries.just("CAST(\"time\" AS DATE)"),
                Arbitraries.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAY")
                        .map(unit -> "FLOOR(CAST(\"time\" AS DATE) TO " + unit + ")"),
                Arbitraries.of("YEAR", "MONTH", "DAY").map(unit -> "CAST(\"time\" AS DATE) + INTERVAL '1' " + unit));
    }

    private static Arbitrary<String> seconds() {
        Arbitrary<Long> counts = Arbitraries.longs().between(1, 200_000);
        return Arbitraries.oneOf(
                Arbitraries.just("start_time"),
                Arbitraries.just("EXTRACT(EPOCH FROM \"time\")"),
                counts.map(count -> "(start_time + " + count + ")"),
                counts.map(count -> "(" + count + " - start_time)"),
                counts.map(count -> "MOD(start_time, " + count + ")"),
                counts.map(count -> "(start_time / " + count + " * " + count + ")"),
                Arbitraries.just("-start_time"),
                Arbitraries.just("CAST(start_time AS DOUBLE)"),
                Arbitraries.just("CASE WHEN metric IS NULL THEN start_time ELSE 0 END"),
                Arbitraries.just("CASE WHEN ticket_id > 3 THEN ticket_id ELSE start_time END"),
                Arbitraries.just("COALESCE(ticket_id, start_time)"),
                Arbitraries.of("DAY", "HOUR", "MONTH")
                        .map(unit -> "TIMESTAMPDIFF(" + unit + ", TIMESTAMP '2020-02-29 12:34:56', \"time\")"));
    }

    private static Arbitrary<String> partCompared(String unit) {
        Arbitrary<String> values = switch (unit) {
            case "YEAR", "ISOYEAR" -> Arbitraries.integers().between(2018, 2027).map(String::valueOf);
            case "DECADE" -> Arbitraries.integers().between(196, 203).map(String::valueOf);
            case "EPOCH" -> secondLiterals();
            case "DOY", "WEEK" -> Arbitraries.integers().between(1, 60).map(String::valueOf);
            default -> Arbitraries.integers().between(0, 31).map(String::valueOf);
        };
        return compared(Arbitraries.just("EXTRACT(" + unit + " FROM \"time\")"), values);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.of(
                "CAST(\"time\" AS VARCHAR)",
                "CAST(\"time\" AS VARCHAR(10))",
                "CAST(CAST(\"time\" AS DATE) AS VARCHAR)",
                "SUBSTRING(CAST(\"time\" AS VARCHAR) FROM 1 FOR 7)");
    }

    private static Arbitrary<String> intervals() {
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.integers().between(0, 40),
                                Arbitraries.of("SECOND", "MINUTE", "HOUR", "DAY"))
                        .as((count, unit) -> "INTERVAL '" + count + "' " + unit),
                Combinators.combine(Arbitraries.integers().between(0, 14), Arbitraries.of("MONTH", "YEAR"))
                        .as((count, unit) -> "INTERVAL '" + count + "' " + unit));
    }

    private static Arbitrary<String> timestampLiterals() {
        return startSecs().map(second -> "TIMESTAMP '" + text(second) + "'");
    }

    private static Arbitrary<String> dateLiterals() {
        return startSecs().map(second -> "DATE '" + text(second).substring(0, 10) + "'");
    }

    private static Arbitrary<String> secondLiterals() {
        return Arbitraries.oneOf(startSecs(), Arbitraries.longs().between(-100, 200_000))
                .map(String::valueOf);
    }

    private static Arbitrary<String> dateTexts() {
        Arbitrary<Integer> lengths =
                Arbitraries.of(IntStream.of(4, 7, 10, 19).boxed().toList());
        return Combinators.combine(startSecs(), lengths)
                .as((second, length) -> "'" + text(second).substring(0, length) + "'");
    }

    /** {@code 2026-01-31 12:00:00}. */
    private static String text(long startSec) {
        return Instant.ofEpochSecond(startSec).toString().replace('T', ' ').replace("Z", "");
    }
}
