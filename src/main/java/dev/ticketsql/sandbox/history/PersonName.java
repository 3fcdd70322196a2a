package dev.ticketsql.sandbox.history;

/**
 * Name of a person.
 *
 * @param whole in the person's script and order
 * @param latin lower-case ASCII letters with a full stop between first and last name, for e-mail addresses
 */
record PersonName(String whole, String latin) {}
