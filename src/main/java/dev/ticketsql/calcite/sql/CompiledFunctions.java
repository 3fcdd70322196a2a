package dev.ticketsql.calcite.sql;

import java.util.LinkedHashSet;
import java.util.Set;

/** Collects the functions that a statement calls and that have to be known to the engine before it runs. */
final class CompiledFunctions {

    private final Set<CompiledFunction> functions = new LinkedHashSet<>();

    void add(CompiledFunction function) {
        functions.add(function);
    }

    Set<CompiledFunction> all() {
        return Set.copyOf(functions);
    }
}
