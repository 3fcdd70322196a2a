package dev.ticketsql.sandbox.history;

import dev.ticketsql.sandbox.reference.JoinedRecords;
import dev.ticketsql.sandbox.reference.RecordList;
import dev.ticketsql.sandbox.reference.ReferenceData;
import dev.ticketsql.sandbox.reference.ReferenceKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reference data of a generated history: what its events name by ids. */
public final class AccountRecords {

    private static final String RESOURCE = "helpdesk.jsonl";
    private static final String HOLIDAYS = "holidays/";

    private AccountRecords() {}

    /** Returns the records of a plan's help desk; people and organizations are computed when asked for. */
    public static ReferenceData of(HistoryPlan plan) {
        HelpDesk desk = new HelpDesk(plan.seed(), plan.eventCount());
        Names names = Names.load();
        UserWriter writer = new UserWriter(desk, names, plan);
        ReferenceData data = ReferenceData.none();
        for (Map.Entry<String, List<String>> list : listsOfTheResource().entrySet()) {
            String[] records = list.getValue().toArray(String[]::new);
            data = list.getKey().startsWith(HOLIDAYS)
                    ? data.withHolidays(Long.parseLong(list.getKey().substring(HOLIDAYS.length())), records)
                    : data.with(kind(list.getKey()), records);
        }
        RecordList staff = ReferenceData.none()
                .with(ReferenceKind.USERS, staff(desk, writer).toArray(String[]::new))
                .list(ReferenceKind.USERS);
        return data.with(ReferenceKind.ORGANIZATIONS, new OrganizationList(desk, names, plan.startSec()))
                .with(ReferenceKind.USERS, new JoinedRecords(staff, RequesterList.present(desk, writer)))
                .with(ReferenceKind.DELETED_USERS, RequesterList.deleted(desk, writer));
    }

    private static List<String> staff(HelpDesk desk, UserWriter writer) {
        int agents = HelpDesk.GROUPS * HelpDesk.AGENTS_PER_GROUP;
        long alertsGroup = HelpDesk.groupNumber(Topic.OUTAGE.group());
        List<String> staff = new ArrayList<>();
        staff.add(writer.staff(desk.admin(), agents, "admin", HelpDesk.groupNumber(0)));
        // Files alerts as any customer files tickets.
        staff.add(
                writer.staff(desk.monitoring(), "end-user", alertsGroup, "Monitoring", "alerts@helpdesk.example.com"));
        for (int number = 0; number < agents; number++) {
            long group = HelpDesk.groupNumber(number / HelpDesk.AGENTS_PER_GROUP);
            staff.add(writer.staff(desk.agent(number), number, "agent", group));
        }
        return staff;
    }

    /** Records by the word before them. */
    private static Map<String, List<String>> listsOfTheResource() {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        try (InputStream resource = AccountRecords.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar of the sandbox");
            }
            new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> lists.computeIfAbsent(
                                    line.substring(0, line.indexOf(' ')), absent -> new ArrayList<>())
                            .add(line.substring(line.indexOf(' ') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
        return lists;
    }

    private static ReferenceKind kind(String key) {
        return ReferenceKind.of(key)
                .orElseThrow(() -> new IllegalStateException(RESOURCE + " has records of an unknown list: " + key));
    }
}
