package dev.ticketsql.calcite.execute;

import dev.ticketsql.calcite.function.JavaFunction;
import dev.ticketsql.calcite.function.ScheduledOperator;
import dev.ticketsql.calcite.plan.PlanRewriter;
import dev.ticketsql.calcite.sql.ScheduleEngineFunctions;
import dev.ticketsql.event.ClassifiedException;
import dev.ticketsql.event.ErrorKind;
import dev.ticketsql.reference.AccountSchedules;
import dev.ticketsql.reference.Refusal;
import dev.ticketsql.schedule.BusinessSchedule;
import dev.ticketsql.schedule.BusinessSchedules;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Binds the functions of business hours of one execution to schedules: those of option {@code schedules}, then the
 * account's, which are asked for only by a call that the option does not answer.
 */
final class BusinessHours {

    /** Place of a schedule's name among the operands. */
    private static final int NAME = 2;

    /** The function that gives days of UTC where there is no schedule. */
    private static final String CALENDAR = "CALENDAR";

    private static final String WAY_OUT =
            "give some by option schedules of the model or the URL, as \"schedules\": " + BusinessSchedules.EXAMPLE;

    private final BusinessSchedules given;
    private final AccountSchedules account;

    /** @param given schedules of the option, which come first */
    BusinessHours(BusinessSchedules given, AccountSchedules account) {
        this.given = given;
        this.account = account;
    }

    /** Returns whether {@code node} calls functions that are not bound to schedules. */
    static boolean isUnbound(RexNode node) {
        Calls calls = new Calls();
        node.accept(calls);
        return !calls.found.isEmpty();
    }

    /** Returns whether any expression of {@code plan} calls functions that are not bound to schedules. */
    static boolean isUnbound(RelNode plan) {
        return !calls(plan).isEmpty();
    }

    /** Returns whether a call of {@code plan} may need a schedule that is not among {@code given}. */
    static boolean asksAccount(RelNode plan, BusinessSchedules given) {
        return asksAccount(calls(plan), given);
    }

    private static boolean asksAccount(List<RexCall> calls, BusinessSchedules given) {
        return calls.stream().anyMatch(call -> asksAccount(call, given));
    }

    private static List<RexCall> calls(RelNode plan) {
        Calls calls = new Calls();
        PlanRewriter.visit(plan, rel -> rel.accept(calls));
        return calls.found;
    }

    private static boolean asksAccount(RexCall call, BusinessSchedules given) {
        if (!isNamed(call)) {
            return given.isEmpty();
        }
        return !(call.getOperands().get(NAME) instanceof RexLiteral literal)
                || (literal.isNull()
                        ? given.isEmpty()
                        : given.named(name(literal)).isEmpty());
    }

    /**
     * Binds the functions in {@code plan}; fetches the account's schedules, where a call needs them.
     *
     * @throws ClassifiedException if a call needs a schedule, and there is none, or none of that name
     * @throws IOException if they cannot be fetched
     * @throws SQLException if the engine fails
     */
    RelNode bound(RelNode plan) throws IOException, SQLException {
        List<RexCall> calls = calls(plan);
        if (calls.isEmpty()) {
            return plan;
        }
        BusinessSchedules all = asksAccount(calls, given) ? given.before(account.fetched()) : given;
        Optional<ClassifiedException> refusal = refusal(calls, all);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return with(plan, all);
    }

    /**
     * Binds the functions in {@code plan} to the schedules that are known now, without a request; leaves it as it is
     * where one that a call needs is not.
     *
     * @throws IOException if the mirror cannot be read
     * @throws SQLException if the engine fails
     */
    RelNode boundToKnown(RelNode plan) throws IOException, SQLException {
        List<RexCall> calls = calls(plan);
        if (calls.isEmpty()) {
            return plan;
        }
        Optional<BusinessSchedules> all =
                asksAccount(calls, given) ? account.known().map(given::before) : Optional.of(given);
        return all.filter(known -> refusal(calls, known).isEmpty())
                .map(known -> with(plan, known))
                .orElse(plan);
    }

    private static RelNode with(RelNode plan, BusinessSchedules schedules) {
        Optional<JavaFunction> functions =
                schedules.isEmpty() ? Optional.empty() : Optional.of(new ScheduleEngineFunctions(schedules));
        RexShuttle binding = new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexCall visited = (RexCall) super.visitCall(call);
                return isOfSchedules(visited)
                        ? plan.getCluster()
                                .getRexBuilder()
                                .makeCall(
                                        visited.getType(),
                                        ((ScheduledOperator) visited.getOperator()).with(schedules.id(), functions),
                                        visited.getOperands())
                        : visited;
            }
        };
        return PlanRewriter.rewritten(plan, rel -> PlanRewriter.withExpressions(rel, binding));
    }

    private static boolean isOfSchedules(RexCall call) {
        return call.getOperator() instanceof ScheduledOperator operator && operator.isOfSchedules();
    }

    private Optional<ClassifiedException> refusal(List<RexCall> calls, BusinessSchedules all) {
        return calls.stream().flatMap(call -> refusal(call, all).stream()).findFirst();
    }

    private Optional<ClassifiedException> refusal(RexCall call, BusinessSchedules all) {
        String function = call.getOperator().getName();
        if (all.isEmpty()) {
            return isNamed(call) || !function.equals(CALENDAR) ? Optional.of(without(function)) : Optional.empty();
        }
        if (!isNamed(call)) {
            return defect(all.all().get(0));
        }
        if (!(call.getOperands().get(NAME) instanceof RexLiteral literal) || literal.isNull()) {
            return Optional.empty();
        }
        Optional<BusinessSchedule> schedule = all.named(name(literal));
        return schedule.isPresent()
                ? defect(schedule.get())
                : Optional.of(new ClassifiedException(
                        ErrorKind.ARGUMENT,
                        "there is no schedule '" + name(literal) + "': use one of " + all.names() + unread()));
    }

    private static Optional<ClassifiedException> defect(BusinessSchedule schedule) {
        return schedule.defect().map(reason -> new ClassifiedException(ErrorKind.ARGUMENT, reason));
    }

    private ClassifiedException without(String function) {
        String needs = function + " needs a schedule, and ";
        Optional<Refusal> refusal = account.refusal();
        ErrorKind kind = refusal.map(Refusal::kind).orElse(ErrorKind.ARGUMENT);
        return switch (kind) {
            case NOT_PERMITTED ->
                new ClassifiedException(
                        kind,
                        needs + "the account's may not be read: "
                                + refusal.map(Refusal::reason).orElse("") + "; or " + WAY_OUT);
            case OPTIONS ->
                new ClassifiedException(
                        ErrorKind.ARGUMENT,
                        needs + "the account's are not asked for, since "
                                + refusal.map(Refusal::reason).orElse("") + ": set it to true, or " + WAY_OUT);
            default -> new ClassifiedException(ErrorKind.ARGUMENT, needs + "this account has none: " + WAY_OUT);
        };
    }

    /** Says why the account's schedules are not among those that there are. */
    private String unread() {
        return account.refusal()
                .map(refusal -> "; the account's are not among them: " + refusal.reason())
                .orElse("");
    }

    /** Collects the calls of functions that are not bound to schedules. */
    private static final class Calls extends RexShuttle {

        private final List<RexCall> found = new ArrayList<>();

        @Override
        public RexNode visitCall(RexCall call) {
            if (isOfSchedules(call)) {
                found.add(call);
            }
            return super.visitCall(call);
        }
    }

    private static boolean isNamed(RexCall call) {
        return call.getOperands().size() > NAME;
    }

    private static String name(RexLiteral literal) {
        return String.valueOf(RexLiteral.stringValue(literal));
    }
}
