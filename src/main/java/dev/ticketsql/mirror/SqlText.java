package dev.ticketsql.mirror;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Writes values as DuckDB SQL literals. */
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

    /** The paths as a list: {@code ['a', 'b']}. */
    static String list(Collection<Path> paths) {
        return paths.stream().map(SqlText::literal).collect(Collectors.joining(", ", "[", "]"));
    }
}
