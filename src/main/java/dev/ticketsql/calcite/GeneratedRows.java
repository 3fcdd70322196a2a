package dev.ticketsql.calcite;

import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.function.Function2;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.jspecify.annotations.Nullable;

/** How generated code calls ours to do something with the rows that it has. */
final class GeneratedRows {

    private GeneratedRows() {}

    /** Generates {@code function.apply(root, rows)}. */
    static Expression of(
            Function2<DataContext, Enumerable<@Nullable Object>, Enumerable<@Nullable Object>> function,
            Expression rows,
            EnumerableRelImplementor implementor) {
        Expression called = Expressions.call(
                implementor.stash(function, Function2.class),
                Types.lookupMethod(Function2.class, "apply", Object.class, Object.class),
                DataContext.ROOT,
                rows);
        return Expressions.convert_(called, Enumerable.class);
    }
}
