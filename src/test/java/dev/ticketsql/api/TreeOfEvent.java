package dev.ticketsql.api;

import dev.ticketsql.api.JsonTree.Digits;
import dev.ticketsql.event.EventField;
import dev.ticketsql.event.TicketEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as it follows from a tree of its JSON, by the rules of the README: the oracle of the parser.
 *
 * @param id of the event
 * @param startSec its instant, epoch seconds
 * @param values its fields; JSON as a tree
 * @param other its other keys
 */
record TreeOfEvent(
        long id,
        long startSec,
        Map<EventField, Object> values,
        @Nullable Object other) {

    private static final List<String> INSTANTS = List.of("timestamp", "created_at", "time");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** The events of a page; empty if it is none. */
    static Optional<List<TreeOfEvent>> ofPage(@Nullable Object page) {
        if (!(page instanceof Map<?, ?> envelope)
                || !(envelope.get("ticket_events") instanceof List<?> items)
                || !(envelope.get("end_of_stream") instanceof Boolean)
                || (envelope.get("end_time") != null && !isWrittenAsLong(envelope.get("end_time")))) {
            return Optional.empty();
        }
        List<TreeOfEvent> events = new ArrayList<>();
        for (Object item : items) {
            Optional<TreeOfEvent> event = ofItem(item);
            if (event.isEmpty()) {
                return Optional.empty();
            }
            events.add(event.get());
        }
        return Optional.of(events);
    }

    private static boolean isWrittenAsLong(@Nullable Object end) {
        return end instanceof Digits digits
                && digits.text().matches("-?\\d+")
                && whole(end).isPresent();
    }

    private static Optional<TreeOfEvent> ofItem(@Nullable Object item) {
        if (!(item instanceof Map<?, ?> event)) {
            return Optional.empty();
        }
        Optional<Long> id = whole(event.get("id"));
        Optional<Instant> instant = INSTANTS.stream()
                .flatMap(key -> instant(key, event.get(key)).stream())
                .findFirst();
        if (id.isEmpty() || instant.isEmpty()) {
            return Optional.empty();
        }
        long sec = instant.get().getEpochSecond();
        Map<EventField, Object> values = new EnumMap<>(EventField.class);
        Map<String, @Nullable Object> other = new LinkedHashMap<>();
        event.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (INSTANTS.contains(name)) {
                if (value != null && !instant(name, value).equals(Optional.of(Instant.ofEpochSecond(sec)))) {
                    other.put(name, value);
                }
            } else if (!name.equals("id") && !name.equals("system")) {
                sort(name, value, EventField.ofEvent(name), values, other);
            }
        });
        Map<String, @Nullable Object> otherOfSystem = new LinkedHashMap<>();
        if (event.get("system") instanceof Map<?, ?> system) {
            system.forEach((key, value) ->
                    sort(String.valueOf(key), value, EventField.ofSystem(String.valueOf(key)), values, otherOfSystem));
            if (!otherOfSystem.isEmpty()) {
                other.put("system", otherOfSystem);
            }
        } else if (event.get("system") != null) {
            other.put("system", event.get("system"));
        }
        return Optional.of(new TreeOfEvent(id.get(), sec, values, other.isEmpty() ? null : other));
    }

    private static void sort(
            String name,
            @Nullable Object value,
            Optional<EventField> field,
            Map<EventField, Object> values,
            Map<String, @Nullable Object> other) {
        Optional<Object> fitting =
                field.flatMap(of -> Optional.ofNullable(value).flatMap(it -> fitting(of, it)));
        if (fitting.isPresent()) {
            values.put(field.orElseThrow(), fitting.get());
        } else if (field.isEmpty() || value != null) {
            other.put(name, value);
        }
    }

    private static Optional<Object> fitting(EventField field, Object value) {
        return switch (field.kind()) {
            case INTEGER -> whole(value).map(Object.class::cast);
            case NUMBER ->
                number(value)
                        .map(BigDecimal::doubleValue)
                        .filter(Double::isFinite)
                        .map(Object.class::cast);
            case TEXT -> value instanceof String text ? Optional.of(withoutHalves(text)) : Optional.empty();
            case TEXT_OR_OBJECT ->
                value instanceof String text
                        ? Optional.of(textOrTree(withoutHalves(text)))
                        : Optional.of(value).filter(Map.class::isInstance);
            case JSON -> Optional.of(value);
        };
    }

    private static Optional<BigDecimal> number(@Nullable Object value) {
        try {
            if (value instanceof Digits digits) {
                return Optional.of(new BigDecimal(digits.text()));
            }
            return value instanceof String text && text.matches("-?\\d{1,19}(\\.\\d{1,19})?")
                    ? Optional.of(new BigDecimal(text))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> whole(@Nullable Object value) {
        try {
            return value instanceof String text && text.contains(".")
                    ? Optional.empty()
                    : number(value).map(BigDecimal::longValueExact);
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String key, @Nullable Object value) {
        try {
            Optional<BigDecimal> seconds = key.equals("timestamp") ? number(value) : Optional.empty();
            if (seconds.isPresent()) {
                // Compared first: the nanoseconds of 1e999 would have a thousand digits, those of 1e999999999 too many.
                return seconds.filter(
                                it -> it.signum() >= 0 && it.compareTo(BigDecimal.valueOf(LAST.getEpochSecond())) <= 0)
                        .map(it -> Instant.ofEpochSecond(it.longValue(), nanos(it)));
            }
            return value instanceof String text
                    ? Optional.of(OffsetDateTime.parse(withoutHalves(text)).toInstant())
                            .filter(it -> !it.isBefore(Instant.EPOCH) && !it.isAfter(LAST))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static long nanos(BigDecimal seconds) {
        BigDecimal fraction = seconds.subtract(BigDecimal.valueOf(seconds.longValue()));
        return fraction.compareTo(new BigDecimal("1e-9")) < 0
                ? 0
                : fraction.movePointRight(9).longValue();
    }

    private static String withoutHalves(String text) {
        return text.replaceAll("\\p{Cs}", "\uFFFD");
    }

    /** The parser's event, in the same form. */
    static TreeOfEvent of(TicketEvent event) {
        Map<EventField, Object> values = new EnumMap<>(EventField.class);
        event.values()
                .forEach((field, value) -> values.put(
                        field,
                        switch (field.kind()) {
                            case JSON -> tree((String) value);
                            case TEXT_OR_OBJECT -> textOrTree((String) value);
                            default -> value;
                        }));
        return new TreeOfEvent(
                event.id(), event.startSec(), values, event.other() == null ? null : tree(event.other()));
    }

    /** Text that looks like JSON as a tree: a column has no place to say if it was one. */
    private static Object textOrTree(String text) {
        try {
            return JsonTree.of(text).value() instanceof Map<?, ?> object ? object : text;
        } catch (IOException e) {
            return text;
        }
    }

    private static Object tree(String json) {
        try {
            return Optional.ofNullable(JsonTree.of(json).value()).orElse("null");
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + json, e);
        }
    }
}
