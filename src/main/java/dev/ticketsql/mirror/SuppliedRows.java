package dev.ticketsql.mirror;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that Java has and a statement of the engine reads. They may be asked for several times, in several threads. */
public interface SuppliedRows extends AutoCloseable {

    /** What a column holds; the names are DuckDB's, the values Java's. */
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

    /** Gives back what is still read: the engine does not tell where it wants no more. */
    @Override
    void close();
}
