package dev.ticketsql.resilience.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ticketsql.sandbox.SandboxEvent;
import java.util.List;
import java.util.Map;

/**
 * An event of the honest server, with the rows that it must become.
 *
 * @param key id and instant, as a row begins: {@code 7|1700000000}
 * @param sec its instant, epoch seconds
 * @param json as it is served
 * @param shownFromSec first second at which a page may have it, its withheld minute aside
 * @param shownToSec first second at which no page has it any more
 * @param rows for each table, in an order of their own
 */
record DeskEvent(
        String key, long sec, String json, long shownFromSec, long shownToSec, Map<AskedTable, List<String>> rows) {

    /** The API withholds the last minute. */
    private static final long WITHHELD_SEC = 60;

    static DeskEvent of(ObjectNode event, long shownFromSec, long shownToSec) {
        long sec = AskedTable.instantSec(event);
        return new DeskEvent(
                event.path("id").asLong() + "|" + sec,
                sec,
                event.toString(),
                shownFromSec,
                shownToSec,
                AskedTable.rows(event));
    }

    /** Its rows of a table. */
    List<String> rowsOf(AskedTable table) {
        return rows.getOrDefault(table, List.of());
    }

    SandboxEvent served() {
        return new SandboxEvent(sec, json, shownFromSec, shownToSec);
    }

    /** Whether it came later than its withheld minute. */
    boolean isLate() {
        return shownFromSec > sec + WITHHELD_SEC;
    }

    /** Whether a page could have had it at {@code nowSec} or before. */
    boolean wasShownBy(long nowSec) {
        return sec <= nowSec - WITHHELD_SEC && shownFromSec <= nowSec && shownFromSec < shownToSec;
    }

    /** Whether a page has it at {@code nowSec}. */
    boolean isShownAt(long nowSec) {
        return wasShownBy(nowSec) && nowSec < shownToSec;
    }
}
