package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.plan.PlanRewriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.calcite.DataContext;
import org.apache.calcite.DataContexts;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.runtime.Hook;
import org.apache.calcite.util.Holder;
import org.apache.calcite.util.Util;

/** Supplies the current time of an execution that would begin now, for EXPLAIN, which executes nothing. */
final class CurrentTime {

    private CurrentTime() {}

    /** Returns whether any expression of {@code plan} needs a parameter. */
    static boolean needsParameters(RelNode plan) {
        boolean[] found = {false};
        PlanRewriter.visit(
                plan,
                rel -> rel.accept(new RexShuttle() {
                    @Override
                    public RexNode visitDynamicParam(RexDynamicParam parameter) {
                        found[0] = true;
                        return parameter;
                    }
                }));
        return found[0];
    }

    /** Returns whether {@code condition} needs more than the current time: a parameter, or a row of an outer query. */
    static boolean needsOtherValues(RexNode condition) {
        try {
            condition.accept(new RexVisitorImpl<Void>(true) {
                @Override
                public Void visitDynamicParam(RexDynamicParam parameter) {
                    throw new Util.FoundOne(parameter);
                }

                @Override
                public Void visitCorrelVariable(RexCorrelVariable outerRow) {
                    throw new Util.FoundOne(outerRow);
                }
            });
            return false;
        } catch (Util.FoundOne e) {
            Util.swallow(e, null);
            return true;
        }
    }

    /** Returns the variables of {@code CURRENT_TIMESTAMP} and similar functions, and no others. */
    static DataContext of(RelOptPlanner planner) {
        Holder<Long> nowMillis = Holder.of(System.currentTimeMillis());
        Hook.CURRENT_TIME.run(nowMillis);
        TimeZone zone = Optional.ofNullable(planner.getContext().unwrap(CalciteConnectionConfig.class))
                .map(CalciteConnectionConfig::timeZone)
                .filter(id -> !id.isEmpty())
                .map(TimeZone::getTimeZone)
                .orElse(TimeZone.getDefault());
        long localMillis = nowMillis.get() + zone.getOffset(nowMillis.get());
        return DataContexts.of(Map.of(
                DataContext.Variable.UTC_TIMESTAMP.camelName, nowMillis.get(),
                DataContext.Variable.CURRENT_TIMESTAMP.camelName, localMillis,
                DataContext.Variable.LOCAL_TIMESTAMP.camelName, localMillis,
                DataContext.Variable.TIME_ZONE.camelName, zone,
                DataContext.Variable.LOCALE.camelName, Locale.ROOT));
    }
}
