package dev.ticketsql.reference;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * Options of references.
 *
 * @param freshness for how long what was fetched counts as up to date
 * @param keepsAddresses whether e-mail addresses of people are fetched and kept
 * @param maxRequests maximum of requests that one statement may make for references; empty for no limit
 */
public record ReferenceOptions(Duration freshness, boolean keepsAddresses, OptionalInt maxRequests) {

    /** Directory of the files of {@code table}: those with addresses are kept apart. */
    String storage(ReferenceTable table) {
        return table == ReferenceTable.USERS && keepsAddresses ? table.tableName() + "+email" : table.tableName();
    }
}
