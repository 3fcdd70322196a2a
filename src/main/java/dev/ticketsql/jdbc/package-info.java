/**
 * The way in: the {@code jdbc:ticketsql:} driver, its data source, and the start of {@code bin/sqlline}.
 *
 * <p>Knows how a connection is asked for and how a failure reads, not how a statement is planned or where events are.
 */
@NullMarked
package dev.ticketsql.jdbc;

import org.jspecify.annotations.NullMarked;
