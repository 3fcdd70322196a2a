package dev.ticketsql.calcite.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.core.CorrelationId;

/**
 * Names under which an expression finds columns: those of its operator's input, by their place, and those of the rows
 * outside, by the correlation variable that stands for them. Immutable.
 *
 * @param columns the input's columns
 * @param outer the columns of each outer row
 */
record Scope(List<String> columns, Map<CorrelationId, List<String>> outer) {

    Scope {
        columns = List.copyOf(columns);
        outer = Map.copyOf(outer);
    }

    static Scope none() {
        return new Scope(List.of(), Map.of());
    }

    /** The scope of an operator over {@code input}, inside the same outer rows. */
    Scope over(List<String> input) {
        return new Scope(input, outer);
    }

    /** The scope of a subquery in which {@code variable} stands for this scope's row. */
    Scope correlatedBy(CorrelationId variable) {
        Map<CorrelationId, List<String>> more = new HashMap<>(outer);
        more.put(variable, columns);
        return new Scope(columns, more);
    }

    Optional<List<String>> rowOf(CorrelationId variable) {
        return Optional.ofNullable(outer.get(variable));
    }
}
