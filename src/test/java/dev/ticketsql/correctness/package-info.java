/**
 * Answers beside other databases: random queries and long series against HSQLDB and PostgreSQL, and fixed tables of
 * functions, operators and aggregates.
 */
@NullMarked
package dev.ticketsql.correctness;

import org.jspecify.annotations.NullMarked;
