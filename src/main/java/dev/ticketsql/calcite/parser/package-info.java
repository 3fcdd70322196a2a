/**
 * SQL as people and their tools write it: the parser, the spellings of other dialects, the operators that only the
 * engine has, and the choices of types that the standard leaves open.
 *
 * <p>Knows nothing of tickets: Calcite and the JDK alone. The grammar is generated; see {@code src/main/codegen}.
 */
@NullMarked
package dev.ticketsql.calcite.parser;

import org.jspecify.annotations.NullMarked;
