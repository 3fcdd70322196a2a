package dev.ticketsql.calcite.parser;

import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/**
 * Conformance that allows casts between more types, {@code (via = 'Email')::INT} is 1 or 0, and the name of a table
 * before the common column of a join, as {@link PostgresNameResolution} writes it.
 */
public final class LenientConformance extends SqlDelegatingConformance {

    public LenientConformance(SqlConformance conformance) {
        super(conformance);
    }

    @Override
    public boolean allowLenientCoercion() {
        return true;
    }

    @Override
    public boolean allowQualifyingCommonColumn() {
        return true;
    }
}
