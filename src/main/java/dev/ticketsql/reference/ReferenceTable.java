package dev.ticketsql.reference;

import dev.ticketsql.api.ReferenceRequest;
import dev.ticketsql.mirror.directory.EventTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The reference tables: names, columns and the endpoint of each. A table is a list that is fetched whole, or objects
 * that are looked up by id, or both, as people are: staff as a list, others one by one.
 */
public enum ReferenceTable {
    /** Groups of agents. */
    GROUPS(withId().text("name")
            .text("description")
            .flag("is_public")
            .flag("deleted")
            .time("created_at")
            .time("updated_at")),

    /** Fields of tickets, the account's own among them. */
    TICKET_FIELDS(withId().text("title")
            .text("type")
            .text("field")
            .text("description")
            .flag("active")
            .text("custom_field_options")
            .time("created_at")
            .time("updated_at")),

    /** Brands. */
    BRANDS(withId().text("name")
            .text("subdomain")
            .flag("active")
            .flag("is_default")
            .time("created_at")
            .time("updated_at")),

    /** Forms of tickets. */
    TICKET_FORMS(withId().text("name")
            .text("display_name")
            .flag("active")
            .flag("is_default")
            .text("ticket_field_ids")
            .time("created_at")
            .time("updated_at")),

    /** Statuses of the account's own. */
    CUSTOM_STATUSES(withId().text("status_category")
            .text("agent_label")
            .text("end_user_label")
            .text("description")
            .flag("active")
            .flag("is_default")
            .time("created_at")
            .time("updated_at")),

    /** Macros, which agents apply to tickets. */
    MACROS(withId().text("title")
            .text("description")
            .flag("active")
            .text("actions")
            .text("restriction")
            .time("created_at")
            .time("updated_at")),

    /** Policies of service levels. */
    SLA_POLICIES(withId().text("title")
            .text("description")
            .text("conditions")
            .text("policy_metrics")
            .time("created_at")
            .time("updated_at")),

    /** Business hours. */
    SCHEDULES(withId().text("name")
            .text("time_zone")
            .text("intervals")
            .time("created_at")
            .time("updated_at")),

    /** Holidays of business hours. */
    SCHEDULE_HOLIDAYS(
            withId().number("schedule_id").text("name").text("start_date").text("end_date")),

    // Those that are looked up by id come last, since other tables may tell the ids.

    /** Agents, admins, and the people that events name. */
    USERS(withId().text("name")
            .text("email")
            .text("role")
            .number("organization_id")
            .text("time_zone")
            .flag("active")
            .flag("suspended")
            .time("created_at")),

    /** Organizations that events name, or people whom they name. */
    ORGANIZATIONS(withId().text("name")
            .text("external_id")
            .text("domain_names")
            .text("tags")
            .number("group_id")
            .flag("deleted")
            .time("created_at")
            .time("updated_at"));

    /**
     * A column, which has the value of the key of its name.
     *
     * @param nullable true if the column may be NULL
     */
    public record Column(String name, EventTable.Type type, boolean nullable) {}

    /** Columns under construction. */
    private static final class Columns {

        private final List<Column> list = new ArrayList<>();

        Columns text(String name) {
            return add(name, EventTable.Type.VARCHAR, true);
        }

        Columns number(String name) {
            return add(name, EventTable.Type.BIGINT, true);
        }

        Columns flag(String name) {
            return add(name, EventTable.Type.BOOLEAN, true);
        }

        Columns time(String name) {
            return add(name, EventTable.Type.TIMESTAMP, true);
        }

        private Columns add(String name, EventTable.Type type, boolean nullable) {
            list.add(new Column(name, type, nullable));
            return this;
        }
    }

    // Nothing is added after this; the type does not show it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Column> columns;

    ReferenceTable(Columns columns) {
        this.columns = List.copyOf(columns.list);
    }

    private static Columns withId() {
        return new Columns().add("id", EventTable.Type.BIGINT, false);
    }

    /** Name of the table in SQL, and of the directory of its files. */
    public String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The columns, in the order of queries. */
    public List<Column> columns() {
        return columns;
    }

    /** Identifies the columns, 32 bits: a file with others is not read. */
    long layout() {
        CRC32C checksum = new CRC32C();
        checksum.update(columns.toString().getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }

    /** The request for the first page of the list; empty if there is none. */
    Optional<ReferenceRequest> list() {
        return switch (this) {
            case USERS ->
                Optional.of(paged("users", "users").with("role[]", "agent").with("role[]", "admin"));
            case ORGANIZATIONS, SCHEDULE_HOLIDAYS -> Optional.empty();
            case GROUPS, TICKET_FIELDS, BRANDS, MACROS -> Optional.of(paged(tableName(), tableName()));
            case CUSTOM_STATUSES, TICKET_FORMS -> Optional.of(whole(tableName(), tableName()));
            case SLA_POLICIES -> Optional.of(whole("slas/policies", tableName()));
            case SCHEDULES -> Optional.of(whole("business_hours/schedules.json", tableName()));
        };
    }

    /** The table whose objects have the lists that this table is made of; empty of a list of its own. */
    public Optional<ReferenceTable> parent() {
        return this == SCHEDULE_HOLIDAYS ? Optional.of(SCHEDULES) : Optional.empty();
    }

    /** Whether it is fetched as a whole: as one list, or as those of all objects of {@link #parent}. */
    boolean hasList() {
        return list().isPresent() || parent().isPresent();
    }

    /** The request for the list of one object of {@link #parent}. */
    static ReferenceRequest holidays(long scheduleId) {
        return whole("business_hours/schedules/" + scheduleId + "/holidays", "holidays");
    }

    private static ReferenceRequest paged(String path, String key) {
        return whole(path, key).with("page[size]", Integer.toString(ReferenceRequest.MAX_OBJECTS));
    }

    private static ReferenceRequest whole(String path, String key) {
        return new ReferenceRequest(path, key, List.of());
    }

    /** The request for objects by their ids; empty if they are never looked up. */
    Optional<ReferenceRequest> byIds(List<Long> ids) {
        String list = String.join(",", ids.stream().map(String::valueOf).toList());
        return isNamed()
                ? Optional.of(
                        whole(tableName() + "/show_many.json", tableName()).with("ids", list))
                : Optional.empty();
    }

    /** Whether objects are looked up by id, those that a statement's events name. */
    public boolean isNamed() {
        return this == USERS || this == ORGANIZATIONS;
    }

    /** Whether accounts of some plans have no such list: then the server says that there is none. */
    boolean isOfSomePlans() {
        return switch (this) {
            case TICKET_FORMS, CUSTOM_STATUSES, SLA_POLICIES, SCHEDULES, SCHEDULE_HOLIDAYS -> true;
            default -> false;
        };
    }

    /** Adds to {@code object} the columns that are no keys of the API's. */
    void complete(Map<String, String> object) {
        switch (this) {
            case TICKET_FIELDS -> object.put("field", field(object));
            case BRANDS, TICKET_FORMS, CUSTOM_STATUSES -> rename(object, "default", "is_default");
            // FILTER is a reserved word of SQL.
            case SLA_POLICIES -> rename(object, "filter", "conditions");
            case ORGANIZATIONS -> object.put("deleted", "false");
            default -> {}
        }
    }

    private static void rename(Map<String, String> object, String key, String column) {
        String value = object.remove(key);
        if (value != null) {
            object.put(column, value);
        }
    }

    /** The name that events have for a field. */
    private static String field(Map<String, String> object) {
        String type = object.getOrDefault("type", "");
        return switch (type) {
            case "subject", "description", "status", "priority" -> type;
            case "tickettype" -> "type";
            case "basic_priority" -> "priority";
            case "group" -> "group_id";
            case "assignee" -> "assignee_id";
            case "custom_status" -> "custom_status_id";
            default -> "custom_ticket_fields." + object.getOrDefault("id", "");
        };
    }
}
