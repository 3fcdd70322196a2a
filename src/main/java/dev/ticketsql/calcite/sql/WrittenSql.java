package dev.ticketsql.calcite.sql;

import dev.ticketsql.calcite.function.JavaFunction;
import java.util.Set;

/**
 * A statement for DuckDB.
 *
 * @param text a SELECT
 * @param functions to be registered before it runs
 */
public record WrittenSql(String text, Set<JavaFunction> functions) {

    /** Copies {@code functions}. */
    public WrittenSql {
        functions = Set.copyOf(functions);
    }
}
