package dev.ticketsql.calcite.execute;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.calcite.DataContext;
import org.apache.calcite.DataContexts;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.runtime.Hook;
import org.apache.calcite.util.Holder;
import org.apache.calcite.util.Util;

/** What an execution that began now would take for the present, for whoever has none. */
final class CurrentTime {

    private CurrentTime() {}

    /** Whether {@code condition} waits for more than the present: a parameter, or a row of an outer query. */
    static boolean isNotAllThatCounts(RexNode condition) {
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

    /** The variables that {@code CURRENT_TIMESTAMP} and its like are computed from, and no others. */
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
