package dev.ticketsql.calcite.parser;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * Translates PostgreSQL's formats of timestamps, {@code YYYY-MM-DD HH24:MI:SS}, to those of DuckDB's {@code strptime}.
 */
public final class PostgresFormats {

    private static final Map<String, String> PATTERNS = Map.ofEntries(
            Map.entry("YYYY", "%Y"),
            Map.entry("YY", "%y"),
            Map.entry("MONTH", "%B"),
            Map.entry("MON", "%b"),
            Map.entry("MM", "%m"),
            Map.entry("DDD", "%j"),
            Map.entry("DD", "%d"),
            Map.entry("HH24", "%H"),
            Map.entry("HH12", "%I"),
            Map.entry("HH", "%I"),
            Map.entry("MI", "%M"),
            Map.entry("SS", "%S"),
            Map.entry("MS", "%g"),
            Map.entry("US", "%f"),
            Map.entry("AM", "%p"),
            Map.entry("PM", "%p"));

    /** A pattern, the longest first, a text in double quotes, a letter that is neither, or a percent sign. */
    private static final Pattern PART = Pattern.compile(
            "(?i)(YYYY|YY|MONTH|MON|MM|DDD|DD|HH24|HH12|HH|MI|SS|MS|US|AM|PM)" + "|\"([^\"]*)\"|([A-Z]+)|%");

    private static final Pattern GIVEN = Pattern.compile("'([^']*+(?:''[^']*+)*+)'");

    private static final int KNOWN = 1;
    private static final int TEXT = 2;
    private static final int UNKNOWN = 3;

    private PostgresFormats() {}

    /**
     * The format for {@code strptime} of {@code call}, whose second operand is PostgreSQL's.
     *
     * @throws CalciteException if the format is no literal, or has a pattern that is not known
     */
    static SqlNode strptime(SqlCall call) {
        String function = SqlNodes.nameOf(call);
        if (!(call.operand(1) instanceof SqlCharStringLiteral format)) {
            throw new CalciteException(
                    function + " takes a format that is a literal: STRPTIME takes one that is computed, as in"
                            + " '%Y-%m-%d'",
                    null);
        }
        return SqlLiteral.createCharString(
                strptime(format.toValue(), function, format.toString()), call.getParserPosition());
    }

    /**
     * Finds the format of TO_DATE or TO_TIMESTAMP in {@code sql} that became {@code strptime}, so that an error shows
     * the format that was written.
     */
    public static Optional<String> written(String strptime, String sql) {
        return GIVEN.matcher(sql)
                .results()
                .map(given -> given.group(1).replace("''", "'"))
                .filter(format -> isWritten(format, strptime))
                .findFirst();
    }

    private static boolean isWritten(String format, String strptime) {
        return PART.matcher(format).results().allMatch(part -> part.group(UNKNOWN) == null)
                && strptime(format, "", "").equals(strptime);
    }

    private static String strptime(String format, String function, String literal) {
        return PART.matcher(format).replaceAll(part -> Matcher.quoteReplacement(part(part, function, literal)));
    }

    private static String part(MatchResult part, String function, String format) {
        if (part.group(UNKNOWN) != null) {
            throw new CalciteException(
                    function + " does not read " + part.group(UNKNOWN) + " in " + format
                            + ": write YYYY, MM, MON, DD, HH24, MI, SS and MS, or STRPTIME",
                    null);
        }
        if (part.group(KNOWN) != null) {
            return requireNonNull(PATTERNS.get(part.group(KNOWN).toUpperCase(Locale.ROOT)));
        }
        return part.group(TEXT) == null ? "%%" : part.group(TEXT).replace("%", "%%");
    }
}
