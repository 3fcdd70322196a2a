/**
 * Ticket events as Calcite sees them: options, schema, tables, what is pushed down to the mirror's engine, and how a
 * condition on time becomes the windows that are read.
 *
 * <p>Knows nothing of HTTP or of files; only the schema factory wires the mirror to the API.
 */
@NullMarked
package dev.ticketsql.calcite;

import org.jspecify.annotations.NullMarked;
