package dev.ticketsql.jdbc;

import dev.ticketsql.jdbc.message.SqlText;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the text of a statement as programs hand it over. */
final class StatementText {

    private static final Pattern SEMICOLONS = Pattern.compile("[\\s;]++$");

    private static final Set<String> OF_CATALOG = Set.of("SHOW", "DESCRIBE", "DESC");

    private StatementText() {}

    /**
     * The query to run for a statement: {@code SHOW} and {@code DESCRIBE} become queries of what they show.
     *
     * @throws SQLException if there is no such setting, schema or table
     */
    static String query(String sql, Session session) throws SQLException {
        String bare = withoutSemicolon(sql);
        String first = SqlText.firstWord(bare);
        if (!OF_CATALOG.contains(first)) {
            return bare;
        }
        Optional<String> query = CatalogCommand.query(SqlText.bare(bare), session);
        if (query.isPresent() || !first.equals("SHOW")) {
            return query.orElse(bare);
        }
        List<String> words = List.of(SqlText.bare(bare).split("\\s+"));
        return words.size() < 2 ? bare : SessionSettings.shown(words.subList(1, words.size()), session);
    }

    /** {@code sql} without the semicolon at its end, after which the parser would expect another statement. */
    static String withoutSemicolon(String sql) {
        return SEMICOLONS.matcher(sql).replaceFirst("");
    }
}
