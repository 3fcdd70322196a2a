package dev.ticketsql.calcite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.jspecify.annotations.Nullable;

/**
 * The root of a plan: when its rows have ended, or nobody wants more of them, what the execution holds is given back,
 * and what it cost is told. Calcite tells nobody else. Nothing to look at, so that {@code EXPLAIN} does not show it.
 */
final class EndingRows extends SingleRel implements EnumerableRel {

    private EndingRows(RelNode input) {
        super(input.getCluster(), input.getTraitSet(), input);
    }

    /** {@code plan}, told when it ends if it reads events. */
    static RelNode ofPlan(RelNode plan) {
        return plan instanceof EnumerableRel && !readings(plan).isEmpty() ? new EndingRows(plan) : plan;
    }

    private static Set<StatementReadings> readings(RelNode rel) {
        Set<StatementReadings> readings = Collections.newSetFromMap(new IdentityHashMap<>());
        if (rel instanceof DuckDbToEnumerable border) {
            readings.add(border.readings());
        }
        rel.getInputs().forEach(input -> readings.addAll(readings(input)));
        return readings;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new EndingRows(sole(inputs));
    }

    @Override
    public void explain(RelWriter writer) {
        getInput().explain(writer);
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
        List<StatementReadings> readings = new ArrayList<>(readings(getInput()));
        BlockBuilder body = new BlockBuilder();
        Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preference);
        body.add(Expressions.return_(
                null,
                GeneratedRows.of(
                        (context, all) -> ending(all, context, readings),
                        body.append("all", rows.block),
                        implementor)));
        return implementor.result(rows.physType, body.toBlock());
    }

    private static Enumerable<@Nullable Object> ending(
            Enumerable<@Nullable Object> rows, DataContext context, List<StatementReadings> readings) {
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<@Nullable Object> enumerator() {
                return new Rows(rows.enumerator(), () -> readings.forEach(reading -> reading.end(context)));
            }
        };
    }

    private static final class Rows extends OnePass {

        private final Enumerator<@Nullable Object> rows;
        private final Runnable end;

        private Rows(Enumerator<@Nullable Object> rows, Runnable end) {
            this.rows = rows;
            this.end = end;
        }

        @Override
        public @Nullable Object current() {
            return rows.current();
        }

        @Override
        public boolean moveNext() {
            boolean isThere = rows.moveNext();
            if (!isThere) {
                end.run();
            }
            return isThere;
        }

        @Override
        public void close() {
            rows.close();
            end.run();
        }
    }
}
