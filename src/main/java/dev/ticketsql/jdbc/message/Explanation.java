package dev.ticketsql.jdbc.message;

import dev.ticketsql.event.ErrorKind;

/**
 * Explanation of a library's failure.
 *
 * @param kind of the failure
 * @param sentence for people
 */
record Explanation(ErrorKind kind, String sentence) {}
