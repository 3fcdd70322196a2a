package dev.ticketsql.calcite.parser;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Units of time by the names that PostgreSQL ({@code mins}, {@code 'years'}), SQL Server ({@code mm}), Snowflake and
 * MySQL have for them, as text, as a name, or as the qualifier that Calcite's grammar reads.
 */
final class DateUnit {

    private static final Map<String, TimeUnit> NAMES = names();

    private DateUnit() {}

    private static Map<String, TimeUnit> names() {
        Map<TimeUnit, List<String>> spellings = Map.ofEntries(
                Map.entry(TimeUnit.YEAR, List.of("y", "yr", "yrs", "years", "yy", "yyyy", "sql_tsi_year")),
                Map.entry(TimeUnit.QUARTER, List.of("q", "qq", "qtr", "quarters", "sql_tsi_quarter")),
                Map.entry(TimeUnit.MONTH, List.of("mm", "mon", "mons", "months", "sql_tsi_month")),
                Map.entry(TimeUnit.WEEK, List.of("w", "wk", "ww", "iw", "weeks", "isoweek", "weekiso", "sql_tsi_week")),
                Map.entry(TimeUnit.DAY, List.of("d", "dd", "days", "dayofmonth", "sql_tsi_day")),
                Map.entry(TimeUnit.HOUR, List.of("h", "hh", "hr", "hrs", "hours", "sql_tsi_hour")),
                Map.entry(TimeUnit.MINUTE, List.of("m", "mi", "min", "mins", "minutes", "sql_tsi_minute")),
                Map.entry(TimeUnit.SECOND, List.of("s", "ss", "sec", "secs", "seconds", "sql_tsi_second")),
                Map.entry(TimeUnit.MILLISECOND, List.of("ms", "msec", "msecs", "milliseconds")),
                Map.entry(TimeUnit.MICROSECOND, List.of("us", "usec", "usecs", "microseconds")),
                Map.entry(TimeUnit.DOW, List.of("dayofweek", "weekday")),
                Map.entry(TimeUnit.ISODOW, List.of("dayofweekiso", "dayofweek_iso")),
                Map.entry(TimeUnit.DOY, List.of("dayofyear", "yearday")),
                Map.entry(TimeUnit.EPOCH, List.of("epoch_second")),
                Map.entry(TimeUnit.ISOYEAR, List.of("yearofweekiso")),
                Map.entry(TimeUnit.DECADE, List.of("decades")),
                Map.entry(TimeUnit.CENTURY, List.of("centuries")),
                Map.entry(TimeUnit.MILLENNIUM, List.of("millenniums", "millennia")));
        Map<String, TimeUnit> names = new HashMap<>();
        spellings.forEach((unit, others) -> {
            names.put(unit.name().toLowerCase(Locale.ROOT), unit);
            others.forEach(other -> names.put(other, unit));
        });
        return Map.copyOf(names);
    }

    static Optional<TimeUnit> named(String name) {
        return Optional.ofNullable(NAMES.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Unit by a text, as in {@code DATE_TRUNC('month', x)}. */
    static Optional<TimeUnit> ofText(SqlNode node) {
        return node instanceof SqlCharStringLiteral text ? named(text.toValue()) : Optional.empty();
    }

    /** Unit by a name, as in {@code DATE_TRUNC(x, MONTH)}; a column may have the same name. */
    static Optional<TimeUnit> ofName(SqlNode node) {
        if (node instanceof SqlIntervalQualifier qualifier) {
            String frame = qualifier.timeFrameName;
            return frame == null ? Optional.of(qualifier.getUnit()) : named(frame);
        }
        return node instanceof SqlIdentifier name && name.isSimple() ? named(name.getSimple()) : Optional.empty();
    }

    static SqlIntervalQualifier qualifier(TimeUnit unit, SqlParserPos at) {
        return new SqlIntervalQualifier(unit, null, at);
    }
}
