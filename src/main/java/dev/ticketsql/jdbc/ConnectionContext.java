package dev.ticketsql.jdbc;

import java.util.Optional;

/**
 * Settings that all objects of one connection share.
 *
 * @param statements of the connection
 * @param url the connection's URL without secrets
 * @param session the state that calls and commands set
 * @param printing adapts results to sqlline; empty for all other programs
 */
record ConnectionContext(OpenStatements statements, String url, Session session, Optional<Printing> printing) {}
