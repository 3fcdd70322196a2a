package dev.ticketsql.calcite.sql;

import java.util.LinkedHashSet;
import java.util.Set;

/** Collects the functions that a statement calls, to be registered in the engine before it runs. */
final class CompiledFunctions {

    private final Set<CompiledFunction> functions = new LinkedHashSet<>();

    void add(CompiledFunction function) {
        functions.add(function);
    }

    Set<CompiledFunction> all() {
        return Set.copyOf(functions);
    }
}
