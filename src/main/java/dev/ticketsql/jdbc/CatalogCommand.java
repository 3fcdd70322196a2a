package dev.ticketsql.jdbc;

import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.jdbc.message.NearNames;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code SHOW TABLES}, {@code SHOW SCHEMAS}, {@code SHOW COLUMNS FROM t} and {@code DESCRIBE t} of other
 * databases as queries of {@code information_schema}.
 */
final class CatalogCommand {

    private static final String IDENTIFIER = "(\\w+|\"[^\"]*+(?:\"\"[^\"]*+)*+\"|`[^`]+`)";

    private static final Pattern TABLES = pattern("SHOW\\s+(?:FULL\\s+)?TABLES(?:\\s+(?:FROM|IN)\\s+" + IDENTIFIER
            + ")?(?:\\s+LIKE\\s+'([^']*+(?:''[^']*+)*+)')?");

    private static final Pattern SCHEMAS = pattern("SHOW\\s+(?:SCHEMAS|DATABASES)");

    private static final Pattern COLUMNS =
            pattern("(?:SHOW\\s+(?:FULL\\s+)?COLUMNS\\s+(?:FROM|IN)|DESC(?:RIBE)?(?:\\s+TABLE)?)\\s+(?:" + IDENTIFIER
                    + "\\s*\\.\\s*)?" + IDENTIFIER);

    private static final String CURRENT = "CURRENT_SCHEMA";

    private CatalogCommand() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile("\\s*" + regex + "\\s*", Pattern.CASE_INSENSITIVE);
    }

    /**
     * The query to run for a command.
     *
     * @return empty if {@code sql} is none
     * @throws SQLException if there is no such schema or table
     */
    static Optional<String> query(String sql, Session session) throws SQLException {
        Matcher tables = TABLES.matcher(sql);
        if (tables.matches()) {
            Optional<String> schema = name(tables.group(1));
            if (schema.isPresent()) {
                session.requireSchema(schema.get());
            }
            return Optional.of("SELECT table_name, table_type, table_comment AS description"
                    + " FROM information_schema.tables WHERE " + isOf(schema)
                    + name(tables.group(2))
                            .map(like -> " AND table_name ILIKE " + literal(like))
                            .orElse("")
                    + " ORDER BY table_type, table_name");
        }
        if (SCHEMAS.matcher(sql).matches()) {
            return Optional.of("SELECT schema_name FROM information_schema.schemata ORDER BY schema_name");
        }
        Matcher columns = COLUMNS.matcher(sql);
        return columns.matches()
                ? Optional.of(
                        columns(name(columns.group(1)), name(columns.group(2)).orElseThrow(), session))
                : Optional.empty();
    }

    private static String columns(Optional<String> schema, String table, Session session) throws SQLException {
        if (schema.isPresent()) {
            session.requireSchema(schema.get());
        }
        if (!session.hasTable(schema, table)) {
            String name = schema.orElseGet(session::schema);
            throw ErrorKind.STATEMENT.exception("there is no table '" + table + "' in schema " + name
                    + NearNames.among(session.tables(name))
                            .question(table)
                            .map(question -> ": " + question)
                            .orElse("; SHOW TABLES lists those that there are"));
        }
        return "SELECT column_name, data_type, is_nullable, column_comment AS description"
                + " FROM information_schema.columns WHERE " + isOf(schema) + " AND LOWER(table_name) = LOWER("
                + literal(table) + ") ORDER BY ordinal_position";
    }

    private static String isOf(Optional<String> schema) {
        return "LOWER(table_schema) = LOWER("
                + schema.map(CatalogCommand::literal).orElse(CURRENT) + ")";
    }

    private static Optional<String> name(@Nullable String word) {
        return Optional.ofNullable(word).map(CatalogCommand::bare);
    }

    private static String bare(String word) {
        char first = word.isEmpty() ? ' ' : word.charAt(0);
        return first == '"' || first == '`'
                ? word.substring(1, word.length() - 1).replace("\"\"", "\"")
                : word.replace("''", "'");
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
