package dev.ticketsql.account;

import java.util.List;

/**
 * Result of a command of upkeep.
 *
 * @param lines for standard output
 * @param remarks for standard error
 * @param good false if there are findings that need a person
 */
public record UpkeepResult(List<String> lines, List<String> remarks, boolean good) {

    /** Keeps copies. */
    public UpkeepResult {
        lines = List.copyOf(lines);
        remarks = List.copyOf(remarks);
    }
}
