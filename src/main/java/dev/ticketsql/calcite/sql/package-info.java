/**
 * Writes Calcite's logical plans as DuckDB SQL: one SELECT for each operator, native spellings for the operators that
 * the engine has, and compiled functions for those that it lacks. Begin with {@link LogicalSqlWriter}. Knows nothing of
 * events, of time or of the mirror: what a plan reads is named by whoever asks.
 */
@org.jspecify.annotations.NullMarked
package dev.ticketsql.calcite.sql;
