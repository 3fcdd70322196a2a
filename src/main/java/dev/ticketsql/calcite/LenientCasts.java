package dev.ticketsql.calcite;

import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** A conformance in which more types can be cast into one another: {@code (via = 'Email')::INT} is 1 or 0. */
final class LenientCasts extends SqlDelegatingConformance {

    LenientCasts(SqlConformance conformance) {
        super(conformance);
    }

    @Override
    public boolean allowLenientCoercion() {
        return true;
    }
}
