package dev.ticketsql.event;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Counts and instants of a page's events, in epoch seconds. Rejected ones count; without an instant in {@code count}
 * alone, so that a page of such items leads nowhere.
 *
 * @param count all events, the repeated second included
 * @param earlyCount events before the requested {@code start_time}, which belong to no page of it
 * @param startCount different events of the second {@code start_time}
 * @param firstSec the earliest; empty without one
 * @param latestSec the latest; empty without one
 * @param lastSec that of the last event in the page's order, {@code latestSec} on a page in the order of time
 * @param lastCount different events of the second {@code lastSec}, a copy on the page not counted
 * @param oddValueCount values that have no reading as their column's type
 * @param oddValue a sentence on the first of them; empty without one
 */
public record PageRows(
        int count,
        int earlyCount,
        int startCount,
        OptionalLong firstSec,
        OptionalLong latestSec,
        OptionalLong lastSec,
        int lastCount,
        int oddValueCount,
        Optional<String> oddValue) {}
