package dev.ticketsql.calcite.function;

import dev.ticketsql.schedule.BusinessSchedules;
import java.util.Optional;
import org.apache.calcite.sql.SqlOperator;

/** Operator that may compute with an account's schedules, which a plan gives it before it is run. */
public interface ScheduledOperator {

    /** Returns whether it computes with schedules. */
    boolean isOfSchedules();

    /** Returns the same operator, which computes with {@code schedules}. */
    SqlOperator with(BusinessSchedules schedules);

    /** Returns the schedules of which the engine must have the functions; empty without any. */
    Optional<BusinessSchedules> schedules();
}
