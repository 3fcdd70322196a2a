package dev.ticketsql.sandbox.reference;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reference data of an account. Immutable; what is not given is empty. */
public final class ReferenceData {

    private static final RecordList NO_RECORDS = new FixedRecords(List.of());
    private static final ReferenceData NONE = new ReferenceData(Map.of(), Map.of());

    private final Map<ReferenceKind, RecordList> lists;
    private final Map<Long, RecordList> holidays;

    private ReferenceData(Map<ReferenceKind, RecordList> lists, Map<Long, RecordList> holidays) {
        this.lists = lists;
        this.holidays = holidays;
    }

    /** Nothing. */
    public static ReferenceData none() {
        return NONE;
    }

    /**
     * The same with these records as the list of a kind.
     *
     * @param records JSON objects with a number as {@code id}, served unchanged
     * @throws IllegalArgumentException naming a record without an id
     */
    public ReferenceData with(ReferenceKind kind, String... records) {
        return with(kind, new FixedRecords(List.of(records)));
    }

    /** The same with another list of a kind. */
    public ReferenceData with(ReferenceKind kind, RecordList records) {
        Map<ReferenceKind, RecordList> other = new EnumMap<>(ReferenceKind.class);
        other.putAll(lists);
        other.put(kind, records);
        return new ReferenceData(other, holidays);
    }

    /**
     * The same with these holidays of a schedule.
     *
     * @param records JSON objects with {@code id}, {@code name}, {@code start_date} and {@code end_date}
     * @throws IllegalArgumentException naming a record without an id
     */
    public ReferenceData withHolidays(long scheduleId, String... records) {
        Map<Long, RecordList> other = new HashMap<>(holidays);
        other.put(scheduleId, new FixedRecords(List.of(records)));
        return new ReferenceData(lists, other);
    }

    /** The list of a kind. */
    public RecordList list(ReferenceKind kind) {
        return lists.getOrDefault(kind, NO_RECORDS);
    }

    /** The holidays of a schedule. */
    RecordList holidays(long scheduleId) {
        return holidays.getOrDefault(scheduleId, NO_RECORDS);
    }
}
