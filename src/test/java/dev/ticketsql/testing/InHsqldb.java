package dev.ticketsql.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.params.aggregator.AggregateWith;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.aggregator.ArgumentsAggregator;

/**
 * How HSQLDB says the SQL in the first column of a test's table: what stands in a row's last column, if the row is
 * longer than the others, or else what {@link HsqldbDialect} makes of the first.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@AggregateWith(InHsqldb.Wording.class)
public @interface InHsqldb {

    /** Reads the row. */
    final class Wording implements ArgumentsAggregator {
        @Override
        public @Nullable Object aggregateArguments(ArgumentsAccessor row, ParameterContext parameter) {
            return row.size() > parameter.getIndex()
                    ? row.getString(parameter.getIndex())
                    : HsqldbDialect.of(row.getString(0));
        }
    }
}
