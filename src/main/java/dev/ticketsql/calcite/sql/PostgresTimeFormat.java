package dev.ticketsql.calcite.sql;

import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.JulianFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A parsed format of PostgreSQL's {@code TO_CHAR}, {@code YYYY-MM-DD HH24:MI}. A pattern is written in capitals or in
 * small letters, and names of months and days are printed like it; {@code FM} before it leaves out zeros and blanks,
 * {@code TH} behind it makes an ordinal number; text in double quotes stands for itself, as everything else does. Times
 * are of UTC. Immutable.
 */
final class PostgresTimeFormat {

    /** Kind of a pattern's value. */
    private sealed interface Field permits Figures, Word {}

    /** A number, padded with zeros to {@code digits}. */
    private record Figures(int digits, ToLongFunction<LocalDateTime> value) implements Field {}

    /** A text, padded with blanks to {@code characters}. */
    private record Word(int characters, Function<LocalDateTime, String> value) implements Field {}

    /** A part of a format, which appends its text. */
    private interface Part {

        void append(LocalDateTime time, StringBuilder text);
    }

    private static final List<String> ROMAN =
            List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII");

    private static final int DAYS_OF_A_WEEK = 7;
    private static final int HOURS_OF_A_CLOCK = 12;
    private static final int YEARS_OF_A_CENTURY = 100;

    private static final Map<String, Field> FIELDS = Map.ofEntries(
            Map.entry("Y,YYY", new Word(0, time -> "%d,%03d".formatted(time.getYear() / 1000, time.getYear() % 1000))),
            Map.entry("YYYY", new Figures(4, LocalDateTime::getYear)),
            Map.entry("YYY", new Figures(3, time -> time.getYear() % 1000)),
            Map.entry("YY", new Figures(2, time -> time.getYear() % 100)),
            Map.entry("Y", new Figures(1, time -> time.getYear() % 10)),
            Map.entry("IYYY", new Figures(4, PostgresTimeFormat::isoYear)),
            Map.entry("IYY", new Figures(3, time -> isoYear(time) % 1000)),
            Map.entry("IY", new Figures(2, time -> isoYear(time) % 100)),
            Map.entry("I", new Figures(1, time -> isoYear(time) % 10)),
            Map.entry("CC", new Figures(2, time -> (time.getYear() - 1) / YEARS_OF_A_CENTURY + 1)),
            Map.entry("Q", new Figures(1, time -> time.get(IsoFields.QUARTER_OF_YEAR))),
            Map.entry("MM", new Figures(2, LocalDateTime::getMonthValue)),
            Map.entry("MONTH", new Word(9, time -> time.getMonth().name())),
            Map.entry("MON", new Word(0, time -> abbreviated(time.getMonth().name()))),
            Map.entry("RM", new Word(4, time -> ROMAN.get(time.getMonthValue() - 1))),
            Map.entry("WW", new Figures(2, time -> (time.getDayOfYear() - 1) / DAYS_OF_A_WEEK + 1)),
            Map.entry("W", new Figures(1, time -> (time.getDayOfMonth() - 1) / DAYS_OF_A_WEEK + 1)),
            Map.entry("IW", new Figures(2, PostgresTimeFormat::isoWeek)),
            Map.entry("DDD", new Figures(3, LocalDateTime::getDayOfYear)),
            Map.entry("IDDD", new Figures(3, time -> (isoWeek(time) - 1L) * DAYS_OF_A_WEEK + isoDay(time))),
            Map.entry("DD", new Figures(2, LocalDateTime::getDayOfMonth)),
            Map.entry("D", new Figures(1, time -> isoDay(time) % DAYS_OF_A_WEEK + 1)),
            Map.entry("ID", new Figures(1, PostgresTimeFormat::isoDay)),
            Map.entry("DAY", new Word(9, time -> time.getDayOfWeek().name())),
            Map.entry("DY", new Word(0, time -> abbreviated(time.getDayOfWeek().name()))),
            Map.entry("J", new Figures(1, time -> time.getLong(JulianFields.JULIAN_DAY))),
            Map.entry("HH24", new Figures(2, LocalDateTime::getHour)),
            Map.entry("HH12", new Figures(2, PostgresTimeFormat::hourOfClock)),
            Map.entry("HH", new Figures(2, PostgresTimeFormat::hourOfClock)),
            Map.entry("MI", new Figures(2, LocalDateTime::getMinute)),
            Map.entry("SS", new Figures(2, LocalDateTime::getSecond)),
            Map.entry("SSSS", new Figures(1, time -> time.get(ChronoField.SECOND_OF_DAY))),
            Map.entry("SSSSS", new Figures(1, time -> time.get(ChronoField.SECOND_OF_DAY))),
            Map.entry("MS", fraction(3)),
            Map.entry("US", fraction(6)),
            Map.entry("FF1", fraction(1)),
            Map.entry("FF2", fraction(2)),
            Map.entry("FF3", fraction(3)),
            Map.entry("FF4", fraction(4)),
            Map.entry("FF5", fraction(5)),
            Map.entry("FF6", fraction(6)),
            Map.entry("AM", new Word(0, PostgresTimeFormat::halfOfDay)),
            Map.entry("PM", new Word(0, PostgresTimeFormat::halfOfDay)),
            Map.entry("A.M.", new Word(0, time -> dotted(halfOfDay(time)))),
            Map.entry("P.M.", new Word(0, time -> dotted(halfOfDay(time)))),
            // The years are 1 to 9999.
            Map.entry("AD", new Word(0, time -> "AD")),
            Map.entry("BC", new Word(0, time -> "AD")),
            Map.entry("A.D.", new Word(0, time -> "A.D.")),
            Map.entry("B.C.", new Word(0, time -> "A.D.")),
            // A timestamp has no name of a zone.
            Map.entry("TZ", new Word(0, time -> "")),
            Map.entry("TZH", new Word(0, time -> "+00")),
            Map.entry("TZM", new Word(0, time -> "00")),
            Map.entry("OF", new Word(0, time -> "+00")),
            Map.entry("FX", new Word(0, time -> "")));

    /** The patterns of names that may be written with one capital. */
    private static final List<String> TITLES = List.of("Month", "Mon", "Day", "Dy");

    /** A pattern with what stands around it, quoted text, a quote that is escaped, any other character. */
    private static final Pattern PART =
            Pattern.compile("(?s)(?<fill>FM|fm|TM|tm)?(?<field>" + fields() + ")(?<suffix>TH|th|SP)?"
                    + "|\"(?<quoted>(?:\\\\.|[^\"])*)\"?"
                    + "|(?:FM|fm|TM|tm|\\\\(?=\"))?(?<other>.?)");

    /** Letters of {@code strftime}, of patterns that mean the same in capitals and in small letters. */
    private static final Map<String, String> STRFTIME = Map.ofEntries(
            Map.entry("YYYY", "%Y"),
            Map.entry("YY", "%y"),
            Map.entry("MM", "%m"),
            Map.entry("DD", "%d"),
            Map.entry("DDD", "%j"),
            Map.entry("IYYY", "%G"),
            Map.entry("IW", "%V"),
            Map.entry("ID", "%u"),
            Map.entry("HH24", "%H"),
            Map.entry("HH12", "%I"),
            Map.entry("HH", "%I"),
            Map.entry("MI", "%M"),
            Map.entry("SS", "%S"),
            Map.entry("MS", "%g"));

    /** The same of patterns whose spelling is that of what they print. */
    private static final Map<String, String> STRFTIME_AS_WRITTEN =
            Map.of("AM", "%p", "PM", "%p", "Mon", "%b", "Dy", "%a");

    private final List<Part> parts;

    private PostgresTimeFormat(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Parses any text: no format is wrong. */
    static PostgresTimeFormat of(String format) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(format);
        while (matcher.find()) {
            parts.add(part(matcher));
        }
        return new PostgresTimeFormat(parts);
    }

    /** The format of DuckDB's {@code strftime} that prints all times alike; empty if there is none. */
    static Optional<String> strftime(String format) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = PART.matcher(format);
        while (matcher.find()) {
            String field = matcher.group("field");
            if (field == null) {
                text.append(fixed(matcher).replace("%", "%%"));
            } else {
                String letter = STRFTIME_AS_WRITTEN.getOrDefault(
                        field, STRFTIME.getOrDefault(field.toUpperCase(Locale.ROOT), ""));
                if (letter.isEmpty() || matcher.group("fill") != null || matcher.group("suffix") != null) {
                    return Optional.empty();
                }
                text.append(letter);
            }
        }
        // DuckDB refuses an empty format.
        return Optional.of(text.toString()).filter(found -> !found.isEmpty());
    }

    /** {@code time} in this format. */
    String text(LocalDateTime time) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> part.append(time, text));
        return text.toString();
    }

    /** Alternatives of all patterns, the longest first. */
    private static String fields() {
        return Stream.of(
                        TITLES.stream(),
                        FIELDS.keySet().stream(),
                        FIELDS.keySet().stream().map(field -> field.toLowerCase(Locale.ROOT)))
                .flatMap(names -> names)
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
    }

    private static Part part(Matcher matcher) {
        String name = matcher.group("field");
        if (name != null) {
            String fill = Objects.requireNonNullElse(matcher.group("fill"), "");
            Field field = Objects.requireNonNull(FIELDS.get(name.toUpperCase(Locale.ROOT)));
            return field instanceof Figures figures
                    ? number(
                            figures,
                            fill.equalsIgnoreCase("FM"),
                            Objects.requireNonNullElse(matcher.group("suffix"), ""))
                    : word((Word) field, name, !fill.isEmpty());
        }
        String fixed = fixed(matcher);
        return (time, text) -> text.append(fixed);
    }

    private static String fixed(Matcher matcher) {
        String quoted = matcher.group("quoted");
        return quoted == null ? matcher.group("other") : quoted.replaceAll("(?s)\\\\(.)", "$1");
    }

    private static Part number(Figures figures, boolean isShort, String suffix) {
        boolean isOrdinal = suffix.equalsIgnoreCase("TH");
        return (time, text) -> {
            String value = Long.toString(figures.value().applyAsLong(time));
            text.append("0".repeat(isShort ? 0 : Math.max(0, figures.digits() - value.length())))
                    .append(value);
            if (isOrdinal) {
                text.append(
                        suffix.equals("th") ? ordinal(value) : ordinal(value).toUpperCase(Locale.ROOT));
            }
        };
    }

    private static Part word(Word word, String name, boolean isShort) {
        return (time, text) -> {
            String value = cased(word.value().apply(time), name);
            text.append(value).append(" ".repeat(isShort ? 0 : Math.max(0, word.characters() - value.length())));
        };
    }

    /** {@code value} with the capitals of the pattern {@code name}. */
    private static String cased(String value, String name) {
        if (TITLES.contains(name)) {
            return value.substring(0, 1) + value.substring(1).toLowerCase(Locale.ROOT);
        }
        return name.equals(name.toUpperCase(Locale.ROOT))
                ? value.toUpperCase(Locale.ROOT)
                : value.toLowerCase(Locale.ROOT);
    }

    private static String ordinal(String number) {
        if (number.length() > 1 && number.charAt(number.length() - 2) == '1') {
            return "th";
        }
        return switch (number.charAt(number.length() - 1)) {
            case '1' -> "st";
            case '2' -> "nd";
            case '3' -> "rd";
            default -> "th";
        };
    }

    private static Word fraction(int digits) {
        return new Word(
                0,
                time -> "%09d".formatted(time.get(ChronoField.NANO_OF_SECOND)).substring(0, digits));
    }

    private static String abbreviated(String name) {
        return name.substring(0, 3);
    }

    private static String halfOfDay(LocalDateTime time) {
        return time.getHour() < HOURS_OF_A_CLOCK ? "AM" : "PM";
    }

    private static String dotted(String letters) {
        return letters.replaceAll("(.)", "$1.");
    }

    private static int hourOfClock(LocalDateTime time) {
        return (time.getHour() + HOURS_OF_A_CLOCK - 1) % HOURS_OF_A_CLOCK + 1;
    }

    private static int isoYear(LocalDateTime time) {
        return time.get(IsoFields.WEEK_BASED_YEAR);
    }

    private static int isoWeek(LocalDateTime time) {
        return time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    private static int isoDay(LocalDateTime time) {
        return time.getDayOfWeek().getValue();
    }
}
