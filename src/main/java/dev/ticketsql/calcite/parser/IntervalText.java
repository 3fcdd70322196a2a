package dev.ticketsql.calcite.parser;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * PostgreSQL's text of an interval, {@code 1 month 2 days 03:04:05} or {@code 7 days ago}: months, and seconds to the
 * millisecond. A day has 24 hours, since timestamps are UTC. The standard has no interval of months and seconds, so
 * that they are added one after the other, months first, as PostgreSQL does.
 *
 * @param months of years, quarters and months
 * @param millis of weeks, days and less
 * @param hasDays whether the text has weeks or days; without them, 48 hours stay hours
 */
record IntervalText(long months, long millis, boolean hasDays) {

    private static final Pattern PART = Pattern.compile(
            "\\s*(?:(?<number>[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+))\\s*(?<unit>[a-z]+)"
                    + "|(?<sign>[+-]?)(?<hours>\\d+):(?<minutes>\\d{1,2})(?::(?<seconds>\\d{1,2}(?:\\.\\d*)?))?)\\s*,?");

    private static final long SECOND_MILLIS = 1_000;
    private static final long MINUTE_MILLIS = 60 * SECOND_MILLIS;
    private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    /** Digits of the first field, as many as Calcite allows. */
    private static final int PRECISION = 10;

    /**
     * Reads {@code text}.
     *
     * @throws CalciteException if it is no interval, or finer than a millisecond
     */
    static IntervalText of(String text) {
        String rest = text.strip().toLowerCase(Locale.ROOT);
        boolean ago = rest.endsWith(" ago");
        rest = ago ? rest.substring(0, rest.length() - " ago".length()) : rest;
        Matcher part = PART.matcher(rest);
        BigDecimal months = BigDecimal.ZERO;
        BigDecimal millis = BigDecimal.ZERO;
        boolean hasDays = false;
        int end = 0;
        while (end < rest.length()) {
            if (!part.find(end) || part.start() != end) {
                throw refused(text);
            }
            if (part.group("unit") == null) {
                millis = millis.add(clock(part));
            } else {
                TimeUnit unit = DateUnit.named(part.group("unit")).orElseThrow(() -> refused(text));
                BigDecimal number = new BigDecimal(part.group("number"));
                months = months.add(number.multiply(BigDecimal.valueOf(monthsOf(unit))));
                millis = millis.add(number.multiply(millisOf(unit)));
                hasDays |= unit == TimeUnit.WEEK || unit == TimeUnit.DAY;
                if (monthsOf(unit) == 0 && millisOf(unit).signum() == 0) {
                    throw refused(text);
                }
            }
            end = part.end();
        }
        if (end == 0) {
            throw refused(text);
        }
        try {
            BigDecimal sign = BigDecimal.valueOf(ago ? -1 : 1);
            return new IntervalText(
                    months.multiply(sign).longValueExact(),
                    millis.multiply(sign).longValueExact(),
                    hasDays);
        } catch (ArithmeticException e) {
            throw refused(text);
        }
    }

    private static CalciteException refused(String text) {
        return new CalciteException(
                "INTERVAL '" + text + "' is none: write whole months and a time to the millisecond, as in"
                        + " INTERVAL '7 days', INTERVAL '1 month 2 days 03:04:05' or INTERVAL '7' DAY",
                null);
    }

    private static BigDecimal clock(Matcher part) {
        String seconds = part.group("seconds");
        BigDecimal millis = BigDecimal.valueOf(Long.parseLong(part.group("hours")) * HOUR_MILLIS
                        + Long.parseLong(part.group("minutes")) * MINUTE_MILLIS)
                .add(seconds == null ? BigDecimal.ZERO : new BigDecimal(seconds).movePointRight(3));
        return part.group("sign").equals("-") ? millis.negate() : millis;
    }

    private static int monthsOf(TimeUnit unit) {
        return switch (unit) {
            case MONTH -> 1;
            case QUARTER -> 3;
            case YEAR -> 12;
            case DECADE -> 120;
            case CENTURY -> 1_200;
            default -> 0;
        };
    }

    private static BigDecimal millisOf(TimeUnit unit) {
        return switch (unit) {
            case WEEK -> BigDecimal.valueOf(7 * DAY_MILLIS);
            case DAY -> BigDecimal.valueOf(DAY_MILLIS);
            case HOUR -> BigDecimal.valueOf(HOUR_MILLIS);
            case MINUTE -> BigDecimal.valueOf(MINUTE_MILLIS);
            case SECOND -> BigDecimal.valueOf(SECOND_MILLIS);
            case MILLISECOND -> BigDecimal.ONE;
            case MICROSECOND -> BigDecimal.ONE.movePointLeft(3);
            default -> BigDecimal.ZERO;
        };
    }

    /** One or two of the standard's literals, the months first, to be added one after the other. */
    List<SqlNode> literals(SqlParserPos at) {
        List<SqlNode> literals = new ArrayList<>();
        if (months != 0) {
            literals.add(literal(months, TimeUnit.MONTH, at));
        }
        if (millis != 0 || months == 0) {
            literals.add(timeLiteral(at));
        }
        return literals;
    }

    private SqlNode timeLiteral(SqlParserPos at) {
        if (hasDays && millis % DAY_MILLIS == 0) {
            return literal(millis / DAY_MILLIS, TimeUnit.DAY, at);
        }
        if (hasDays) {
            Duration time = Duration.ofMillis(Math.abs(millis));
            String text = "%d %02d:%02d:%02d.%03d"
                    .formatted(
                            time.toDays(),
                            time.toHoursPart(),
                            time.toMinutesPart(),
                            time.toSecondsPart(),
                            time.toMillisPart());
            return SqlIntervalLiteral.createInterval(
                    Long.signum(millis),
                    text,
                    new SqlIntervalQualifier(TimeUnit.DAY, PRECISION, TimeUnit.SECOND, 3, at),
                    at);
        }
        if (millis % HOUR_MILLIS == 0) {
            return literal(millis / HOUR_MILLIS, TimeUnit.HOUR, at);
        }
        if (millis % MINUTE_MILLIS == 0) {
            return literal(millis / MINUTE_MILLIS, TimeUnit.MINUTE, at);
        }
        int scale = millis % SECOND_MILLIS == 0 ? 0 : 3;
        BigDecimal seconds = BigDecimal.valueOf(Math.abs(millis), 3).setScale(scale, RoundingMode.UNNECESSARY);
        SqlIntervalQualifier qualifier = new SqlIntervalQualifier(TimeUnit.SECOND, PRECISION, null, 3, at);
        return SqlIntervalLiteral.createInterval(Long.signum(millis), seconds.toPlainString(), qualifier, at);
    }

    private static SqlNode literal(long number, TimeUnit unit, SqlParserPos at) {
        SqlIntervalQualifier qualifier = new SqlIntervalQualifier(unit, PRECISION, null, -1, at);
        return SqlIntervalLiteral.createInterval(number < 0 ? -1 : 1, Long.toString(Math.abs(number)), qualifier, at);
    }
}
