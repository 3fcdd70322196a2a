package dev.ticketsql.mirror;

import java.nio.file.Path;

/** Spells values as DuckDB reads them in the text of a statement. */
final class SqlText {

    private SqlText() {}

    /** The text between quotes: {@code it's} becomes {@code 'it''s'}. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The path between quotes. */
    static String literal(Path path) {
        return literal(path.toString());
    }
}
