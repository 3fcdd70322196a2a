package dev.ticketsql.calcite.execute;

import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Enumerates rows that stream once. */
abstract class SinglePassEnumerator implements Enumerator<@Nullable Object> {

    /** Unsupported: a second pass needs a second enumerator. */
    @Override
    public final void reset() {
        throw new UnsupportedOperationException("rows stream once; ask for another enumerator");
    }
}
