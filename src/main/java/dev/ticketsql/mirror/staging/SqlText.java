package dev.ticketsql.mirror.staging;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Writes values as DuckDB SQL literals. */
public final class SqlText {

    private SqlText() {}

    /** The text between quotes: {@code it's} becomes {@code 'it''s'}. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The path between quotes. */
    public static String literal(Path path) {
        return literal(path.toString());
    }

    /** The paths as a list: {@code ['a', 'b']}. */
    public static String list(Collection<Path> paths) {
        return paths.stream().map(SqlText::literal).collect(Collectors.joining(", ", "[", "]"));
    }
}
