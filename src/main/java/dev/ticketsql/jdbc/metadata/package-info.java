/**
 * Rows of JDBC's metadata: schemas, tables, columns, keys, types, functions and keywords of a connection, with their
 * descriptions, and the tables of {@code information_schema} over the same. Makes no request and opens no mirror. Begin
 * with {@link dev.ticketsql.jdbc.metadata.Catalog}.
 *
 * <pre>
 * jdbc -&gt; jdbc.metadata -&gt; {calcite, calcite.parser}
 * </pre>
 */
@NullMarked
package dev.ticketsql.jdbc.metadata;

import org.jspecify.annotations.NullMarked;
