package dev.ticketsql.calcite.execute;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.event.CancelAnnouncements;
import dev.ticketsql.event.LargeStack;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.runtime.Typed;
import org.jspecify.annotations.Nullable;

/**
 * Statement that the mirror's engine runs: a logical plan that only needs the values of an execution. Immutable: it may
 * run many times, also in several threads at once, and keeps nothing of any run.
 *
 * @param plan with conditions on its scans
 * @param fields columns of the plan that are the statement's, in this order
 * @param rowType of those columns
 * @param store whose engine runs it
 * @param isDeep true if its expressions may be deeper than a usual stack
 * @param cancels announcements of the driver that runs it; empty if it makes none
 */
public record EngineStatement(
        RelNode plan,
        List<Integer> fields,
        RelDataType rowType,
        EventStore store,
        boolean isDeep,
        Optional<CancelAnnouncements> cancels)
        implements Bindable<@Nullable Object>, Typed {

    public EngineStatement {
        fields = List.copyOf(fields);
    }

    @Override
    public Type getElementType() {
        return Object[].class;
    }

    @Override
    public Enumerable<@Nullable Object> bind(DataContext context) {
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<@Nullable Object> enumerator() {
                return isDeep ? deeply(() -> execution(context)) : execution(context);
            }
        };
    }

    private Execution execution(DataContext context) {
        return new Execution(
                store,
                (snapshot, references) -> new PlanRunner(
                                context,
                                snapshot,
                                references,
                                store.schedules(),
                                plan.getCluster().getRexBuilder())
                        .rows(plan, fields, rowType),
                new StatementCancellation(context, cancels));
    }

    private static Execution deeply(Callable<Execution> opening) {
        try {
            return LargeStack.call(opening);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
