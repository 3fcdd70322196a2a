package dev.ticketsql.calcite.execute;

import dev.ticketsql.account.EventStore;
import dev.ticketsql.event.LargeStack;
import java.lang.reflect.Type;
import java.util.List;
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
 * A statement that the mirror's engine runs: its logical plan, all but bound to an execution's values. Immutable: it
 * may run many times, also in several threads at once, and keeps nothing of any run.
 *
 * @param plan with conditions on its scans
 * @param fields which of the plan's columns are the statement's, in this order
 * @param rowType of those columns
 * @param store whose engine runs it
 * @param isDeep whether its expressions may be deeper than a usual stack
 */
public record EngineStatement(RelNode plan, List<Integer> fields, RelDataType rowType, EventStore store, boolean isDeep)
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
                return begin(context);
            }
        };
    }

    private Enumerator<@Nullable Object> begin(DataContext context) {
        if (!isDeep) {
            return Execution.begin(this, context);
        }
        try {
            return LargeStack.call(() -> Execution.begin(this, context));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
