package dev.ticketsql.calcite;

import dev.ticketsql.account.AccountRecords;
import dev.ticketsql.calcite.RecordsTable.Column;
import dev.ticketsql.calcite.RecordsTable.Kind;
import dev.ticketsql.event.ApiRequest;
import dev.ticketsql.mirror.MirroredRange;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.calcite.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tables {@code mirror_windows} and {@code api_requests}: owns their columns, in the order of the rows below.
 */
final class RecordsTables {

    private static final long MILLIS_PER_SEC = 1_000;

    private static final List<Column> WINDOW_COLUMNS = List.of(
            Column.of("from_time", Kind.INSTANT),
            Column.of("to_time", Kind.INSTANT),
            Column.of("kind", Kind.TEXT),
            Column.of("events", Kind.NUMBER),
            Column.of("rejected", Kind.NUMBER),
            Column.of("bytes", Kind.NUMBER),
            Column.of("as_of", Kind.INSTANT),
            Column.of("file", Kind.TEXT));

    private static final List<Column> REQUEST_COLUMNS = List.of(
            Column.of("time", Kind.EXACT_INSTANT),
            Column.orNull("start_time", Kind.NUMBER),
            Column.orNull("events", Kind.SMALL_NUMBER),
            Column.of("bytes", Kind.NUMBER),
            Column.orNull("status", Kind.SMALL_NUMBER),
            Column.of("waited_ms", Kind.NUMBER),
            Column.orNull("statement", Kind.NUMBER),
            Column.of("endpoint", Kind.TEXT));

    private RecordsTables() {}

    /** The tables by name. */
    static Map<String, Table> of(AccountRecords records) {
        return Map.of(
                "mirror_windows", ranges(records),
                "api_requests", requests(records));
    }

    private static RecordsTable ranges(AccountRecords records) {
        return new RecordsTable(
                "mirror_windows",
                WINDOW_COLUMNS,
                () -> records.mirroredRanges().stream().map(RecordsTables::row).toList());
    }

    private static RecordsTable requests(AccountRecords records) {
        return new RecordsTable(
                "api_requests",
                REQUEST_COLUMNS,
                () -> records.requests().stream().map(RecordsTables::row).toList());
    }

    private static @Nullable Object[] row(MirroredRange range) {
        return new @Nullable Object[] {
            range.fromSec() * MILLIS_PER_SEC,
            range.toSec() * MILLIS_PER_SEC,
            range.kind(),
            range.eventCount(),
            range.rejectedCount(),
            range.bytes(),
            range.asOfSec() * MILLIS_PER_SEC,
            range.file().toString()
        };
    }

    private static @Nullable Object[] row(ApiRequest request) {
        return new @Nullable Object[] {
            request.timeMillis(),
            orNull(request.startSec()),
            orNull(request.eventCount()),
            request.bytes(),
            orNull(request.status()),
            request.waitedMillis(),
            orNull(request.statement()),
            request.endpoint()
        };
    }

    private static @Nullable Object orNull(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static @Nullable Object orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
