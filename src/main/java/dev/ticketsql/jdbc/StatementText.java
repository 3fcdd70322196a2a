package dev.ticketsql.jdbc;

import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.event.SurrogateHalf;
import dev.ticketsql.jdbc.message.SqlText;
import dev.ticketsql.jdbc.value.JdbcArguments;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the text of a statement as programs hand it over. */
final class StatementText {

    private static final Set<String> OF_CATALOG = Set.of("SHOW", "DESCRIBE", "DESC");

    private StatementText() {}

    /**
     * Returns the text of a statement.
     *
     * @throws SQLException if it is null, or has half of a character
     */
    static String given(@Nullable String sql) throws SQLException {
        String text = JdbcArguments.present("text of the statement", sql);
        OptionalInt half = SurrogateHalf.indexIn(text);
        if (half.isPresent()) {
            throw ErrorKind.CHARACTER.exception(
                    SurrogateHalf.sentence(text, half.getAsInt(), "the text of the statement"));
        }
        return text;
    }

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
        int end = sql.length();
        while (end > 0 && (sql.charAt(end - 1) == ';' || Character.isWhitespace(sql.charAt(end - 1)))) {
            end--;
        }
        return sql.substring(0, end);
    }
}
