package dev.ticketsql.calcite.sql;

import java.util.Set;

/**
 * A statement for the engine.
 *
 * @param text a SELECT
 * @param functions what the engine has to know before
 */
public record WrittenSql(String text, Set<CompiledFunction> functions) {

    /** A statement with its functions. */
    public WrittenSql {
        functions = Set.copyOf(functions);
    }
}
