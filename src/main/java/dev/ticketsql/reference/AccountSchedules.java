package dev.ticketsql.reference;

import dev.ticketsql.mirror.Cursor;
import dev.ticketsql.mirror.Snapshot;
import dev.ticketsql.schedule.BusinessSchedule;
import dev.ticketsql.schedule.BusinessSchedules;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Business hours that the account itself has, read from the tables of references: the oldest schedule first, as the API
 * lists them. One that cannot be read has a defect, so that it refuses only the calls that need it. For one thread.
 */
public final class AccountSchedules {

    private final StatementReferences references;
    private final Snapshot snapshot;

    /** Schedules among {@code references}, which the engine behind {@code snapshot} reads. */
    public AccountSchedules(StatementReferences references, Snapshot snapshot) {
        this.references = references;
        this.snapshot = snapshot;
    }

    /**
     * Fetches what is missing or out of date, and reads the schedules.
     *
     * @throws IOException if something cannot be fetched or kept, or the limit of requests is reached
     * @throws SQLException if the engine fails
     */
    public BusinessSchedules fetched() throws IOException, SQLException {
        // Fetches the schedules too, and again those of which one is not there any more.
        String holidays = references.relation(ReferenceTable.SCHEDULE_HOLIDAYS, Named.nothing());
        return read(references.relation(ReferenceTable.SCHEDULES, Named.nothing()), holidays);
    }

    /**
     * Reads the schedules that are known now, however old; empty if none were ever fetched. Makes no request.
     *
     * @throws IOException if the mirror cannot be read
     * @throws SQLException if the engine fails
     */
    public Optional<BusinessSchedules> known() throws IOException, SQLException {
        Optional<String> schedules = references.known(ReferenceTable.SCHEDULES);
        Optional<String> holidays = references.known(ReferenceTable.SCHEDULE_HOLIDAYS);
        return schedules.isPresent() && holidays.isPresent()
                ? Optional.of(read(schedules.get(), holidays.get()))
                : Optional.empty();
    }

    /** Returns why schedules are not asked for now; empty if they may be. */
    public Optional<Refusal> refusal() {
        return references.refusal(ReferenceTable.SCHEDULES);
    }

    /**
     * Estimates the requests of {@link #fetched}. Makes none.
     *
     * @throws IOException if the mirror cannot be read
     * @throws SQLException if the engine fails
     */
    public ReferencePrice price() throws IOException, SQLException {
        return references.price(ReferenceTable.SCHEDULE_HOLIDAYS, Named.nothing());
    }

    private BusinessSchedules read(String schedules, String holidays) throws IOException, SQLException {
        Optional<String> defect =
                references.known(ReferenceTable.SCHEDULE_HOLIDAYS).isPresent()
                        ? Optional.empty()
                        : Optional.of("holidays that are not known: "
                                + references
                                        .refusal(ReferenceTable.SCHEDULE_HOLIDAYS)
                                        .map(Refusal::reason)
                                        .orElse("they were not fetched"));
        Map<Long, List<ScheduleRow.Day>> days = days(holidays);
        List<BusinessSchedule> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try (Cursor rows = snapshot.query("SELECT id, name, time_zone, intervals FROM " + schedules + " ORDER BY id")) {
            while (rows.next()) {
                long id = rows.resultSet().getLong(1);
                ScheduleRow row =
                        new ScheduleRow(text(rows, 2, Long.toString(id)), text(rows, 3, ""), text(rows, 4, ""));
                // Of two of one name, the older one is meant.
                if (names.add(row.name())) {
                    all.add(defect.map(row::defective).orElseGet(() -> row.schedule(days.getOrDefault(id, List.of()))));
                }
            }
        }
        return new BusinessSchedules(all);
    }

    private static String text(Cursor rows, int column, String absent) throws SQLException {
        return Objects.requireNonNullElse(rows.resultSet().getString(column), absent);
    }

    /** Holidays by the ids of their schedules. */
    private Map<Long, List<ScheduleRow.Day>> days(String holidays) throws SQLException {
        Map<Long, List<ScheduleRow.Day>> days = new HashMap<>();
        try (Cursor rows = snapshot.query("SELECT schedule_id, name, start_date, end_date FROM " + holidays
                + " ORDER BY schedule_id, start_date, id")) {
            while (rows.next()) {
                days.computeIfAbsent(rows.resultSet().getLong(1), any -> new ArrayList<>())
                        .add(new ScheduleRow.Day(text(rows, 2, ""), text(rows, 3, ""), text(rows, 4, "")));
            }
        }
        return days;
    }
}
