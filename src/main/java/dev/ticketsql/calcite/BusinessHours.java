package dev.ticketsql.calcite;

import dev.ticketsql.calcite.function.JavaFunction;
import dev.ticketsql.calcite.function.ScheduledOperator;
import dev.ticketsql.calcite.plan.PlanRewriter;
import dev.ticketsql.calcite.sql.ScheduleEngineFunctions;
import dev.ticketsql.event.ClassifiedException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.schedule.BusinessSchedules;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlOperator;

/** Gives the functions of business hours the schedules of the account, or refuses them where it has none. */
final class BusinessHours {

    /** Place of a schedule's name among the operands. */
    private static final int NAME = 2;

    /** The function that gives days of UTC where there is no schedule. */
    private static final String CALENDAR = "CALENDAR";

    private final BusinessSchedules schedules;
    private final Optional<JavaFunction> functions;

    BusinessHours(BusinessSchedules schedules) {
        this.schedules = schedules;
        this.functions = schedules.isEmpty() ? Optional.empty() : Optional.of(new ScheduleEngineFunctions(schedules));
    }

    /**
     * Gives the functions in {@code plan} the schedules.
     *
     * @throws ClassifiedException if they need one and there is none, or none of that name
     */
    RelNode scheduled(RelNode plan) {
        return PlanRewriter.rewritten(
                plan, rel -> rel.accept(new Scheduling(rel.getCluster().getRexBuilder())));
    }

    private final class Scheduling extends RexShuttle {

        private final RexBuilder rexBuilder;

        Scheduling(RexBuilder rexBuilder) {
            this.rexBuilder = rexBuilder;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            RexCall visited = (RexCall) super.visitCall(call);
            if (!(visited.getOperator() instanceof ScheduledOperator operator) || !operator.isOfSchedules()) {
                return visited;
            }
            requireSchedule(visited);
            SqlOperator scheduled = operator.with(schedules.id(), functions);
            return rexBuilder.makeCall(visited.getType(), scheduled, visited.getOperands());
        }
    }

    private void requireSchedule(RexCall call) {
        String function = call.getOperator().getName();
        boolean isNamed = call.getOperands().size() > NAME;
        if (schedules.isEmpty() && (isNamed || !function.equals(CALENDAR))) {
            throw new ClassifiedException(
                    ErrorKind.ARGUMENT,
                    function + " needs a schedule, and this account has none: give some by option schedules of the"
                            + " model or the URL, as \"schedules\": " + BusinessSchedules.EXAMPLE);
        }
        if (isNamed && call.getOperands().get(NAME) instanceof RexLiteral literal && !literal.isNull()) {
            String name = String.valueOf(RexLiteral.stringValue(literal));
            if (!schedules.has(name)) {
                throw new ClassifiedException(
                        ErrorKind.ARGUMENT, "there is no schedule '" + name + "': use one of " + schedules.names());
            }
        }
    }
}
