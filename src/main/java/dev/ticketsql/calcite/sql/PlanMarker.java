package dev.ticketsql.calcite.sql;

/** An operator that marks its one input for the execution of the plan, and changes no row. */
public interface PlanMarker {}
