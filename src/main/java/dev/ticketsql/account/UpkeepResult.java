package dev.ticketsql.account;

import java.util.List;

/**
 * What looking after a mirror came to.
 *
 * @param lines for standard output
 * @param remarks for standard error
 * @param good false if something was found that somebody should see to
 */
public record UpkeepResult(List<String> lines, List<String> remarks, boolean good) {

    /** Keeps copies. */
    public UpkeepResult {
        lines = List.copyOf(lines);
        remarks = List.copyOf(remarks);
    }
}
