/**
 * Functions and aggregates that Calcite does not have: name, types, and the template of DuckDB's SQL that computes
 * them; and the type system. Knows Calcite alone. Begin with {@link dev.ticketsql.calcite.function.EngineFunctions}.
 *
 * <pre>
 * {calcite, calcite.execute, calcite.parser, calcite.sql} -&gt; calcite.function -&gt; Calcite
 * </pre>
 */
@NullMarked
package dev.ticketsql.calcite.function;

import org.jspecify.annotations.NullMarked;
