/**
 * Values of columns and parameters: what a column is as a type of Java, and what a value of Java is for the type of a
 * parameter. Knows nothing of statements. Begin with {@link dev.ticketsql.jdbc.value.ColumnValues} and
 * {@link dev.ticketsql.jdbc.value.ParameterValues}.
 *
 * <pre>
 * jdbc -&gt; jdbc.value -&gt; {calcite.parser, event}
 * </pre>
 */
@NullMarked
package dev.ticketsql.jdbc.value;

import org.jspecify.annotations.NullMarked;
