package dev.ticketsql.mirror;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of Java that a DuckDB statement reads. They may be read several times, in several threads. */
public interface SuppliedRows extends AutoCloseable {

    /** Type of a column, named as in DuckDB. */
    enum Type {
        /** {@link Boolean}. */
        BOOLEAN,
        /** {@link Long}. */
        BIGINT,
        /** {@link Double}. */
        DOUBLE,
        /** {@link String}. */
        VARCHAR
    }

    /** The columns, which are named {@code v0, v1, ..}. At least one. */
    List<Type> types();

    /** The rows, from the first. */
    Iterator<@Nullable Object[]> rows();

    /** Closes iterators that are still open: DuckDB reports no early end of a read. */
    @Override
    void close();
}
