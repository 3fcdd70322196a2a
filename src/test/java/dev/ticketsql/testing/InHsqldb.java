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
 * Takes HSQLDB's SQL for the first column of a test's table from its row: the last column, if the row is longer than
 * the others, or else the translation of {@link HsqldbDialect}.
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
