package dev.ticketsql.calcite.parser;

import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/**
 * A conformance in which more types can be cast into one another, {@code (via = 'Email')::INT} is 1 or 0, and in which
 * the common column of a join may have the name of its table, as {@link PostgresNameResolution} writes it.
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
