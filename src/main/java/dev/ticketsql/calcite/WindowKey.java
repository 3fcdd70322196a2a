package dev.ticketsql.calcite;

/** Stands in a plan for the windows that an execution finds by reading the other side of a join first. */
final class WindowKey {}
