package dev.ticketsql.calcite.function;

import java.util.Optional;
import org.apache.calcite.sql.SqlOperator;

/** Operator that may compute with an account's schedules, which an execution of its plan gives it. */
public interface ScheduledOperator {

    /** Returns whether it computes with schedules. */
    boolean isOfSchedules();

    /**
     * Returns the same operator, which computes with schedules.
     *
     * @param id of the schedules, a part of the names of the functions that it calls
     * @param functions that it calls; empty where the engine has them
     */
    SqlOperator with(String id, Optional<JavaFunction> functions);

    /** Returns the functions that the engine must have first. */
    Optional<JavaFunction> functions();
}
