package dev.ticketsql.calcite.sql;

import dev.ticketsql.calcite.function.JavaFunction;
import dev.ticketsql.calcite.function.ScheduledOperator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects the functions that a statement calls, to be registered in the engine before it runs. */
final class JavaFunctions {

    private final Set<JavaFunction> functions = new LinkedHashSet<>();

    void add(JavaFunction function) {
        functions.add(function);
    }

    /** Adds the functions that {@code operator} calls. */
    void addThoseOf(ScheduledOperator operator) {
        operator.functions().ifPresent(functions::add);
    }

    Set<JavaFunction> all() {
        return Set.copyOf(functions);
    }
}
