package dev.ticketsql.jdbc;

import dev.ticketsql.event.CancelAnnouncements;
import java.util.Optional;

/**
 * Settings that all objects of one connection share.
 *
 * @param cancels announces to the connection's executions that a statement was cancelled
 * @param url the connection's URL without secrets
 * @param session the state that calls and commands set
 * @param printing adapts results to sqlline; empty for all other programs
 */
record ConnectionContext(CancelAnnouncements cancels, String url, Session session, Optional<Printing> printing) {}
