package dev.ticketsql.jdbc;

import dev.ticketsql.jdbc.message.SqlText;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the text of a statement as programs hand it over. */
final class StatementText {

    private static final Pattern SEMICOLONS = Pattern.compile("[\\s;]++$");

    /** Words behind the SHOW of other databases, which are no settings. */
    private static final Set<String> NO_SETTINGS = Set.of(
            "TABLES",
            "COLUMNS",
            "SCHEMAS",
            "DATABASES",
            "VIEWS",
            "FUNCTIONS",
            "FULL",
            "CREATE",
            "INDEX",
            "INDEXES",
            "KEYS");

    private StatementText() {}

    /**
     * The query to run for a statement: a {@code SHOW} of a setting becomes a SELECT of its value.
     *
     * @throws SQLException if there is no such setting
     */
    static String query(String sql, Session session) throws SQLException {
        String bare = withoutSemicolon(sql);
        if (!SqlText.firstWord(bare).equals("SHOW")) {
            return bare;
        }
        List<String> words = List.of(SqlText.bare(bare).split("\\s+"));
        boolean isOfTables =
                words.size() < 2 || NO_SETTINGS.contains(words.get(1).toUpperCase(Locale.ROOT));
        return isOfTables ? bare : SessionSettings.shown(words.subList(1, words.size()), session);
    }

    /** {@code sql} without the semicolon at its end, after which the parser would expect another statement. */
    static String withoutSemicolon(String sql) {
        return SEMICOLONS.matcher(sql).replaceFirst("");
    }
}
