package dev.ticketsql.sandbox;

import dev.ticketsql.sandbox.history.EventRows;
import java.util.Comparator;
import java.util.List;

/** Rows written by hand, sorted by instant; rows of one second keep their order. */
final class HandWrittenRows implements EventRows {

    private final List<SandboxEvent> rows;

    HandWrittenRows(List<SandboxEvent> rows) {
        this.rows = rows.stream()
                .sorted(Comparator.comparingLong(SandboxEvent::instantSec))
                .toList();
    }

    @Override
    public EventRows shownAt(long nowSec) {
        List<SandboxEvent> shown =
                rows.stream().filter(row -> row.isShownAt(nowSec)).toList();
        return shown.size() == rows.size() ? this : new HandWrittenRows(shown);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public long instantSec(int row) {
        return rows.get(row).instantSec();
    }

    @Override
    public Renderer renderer(boolean comments) {
        return (row, json) -> json.raw(rows.get(row).json());
    }
}
