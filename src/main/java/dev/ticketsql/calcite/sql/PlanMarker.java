package dev.ticketsql.calcite.sql;

/** An operator that stands for its one input: it marks a place for those who execute the plan, and changes no row. */
public interface PlanMarker {}
