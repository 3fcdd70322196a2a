package dev.ticketsql.calcite.execute;

import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Rows that stream by once. */
abstract class SinglePassEnumerable implements Enumerator<@Nullable Object> {

    /** Not supported: another pass is another enumerator. */
    @Override
    public final void reset() {
        throw new UnsupportedOperationException("rows stream once; ask for another enumerator");
    }
}
