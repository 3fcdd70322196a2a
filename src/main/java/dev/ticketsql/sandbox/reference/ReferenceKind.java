package dev.ticketsql.sandbox.reference;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Lists of reference data, with their addresses below {@code /api/v2/}. */
public enum ReferenceKind {
    /** Groups of agents. */
    GROUPS("groups", true),
    /** Customers' companies. */
    ORGANIZATIONS("organizations", true),
    /** Fields of tickets, the system's and the account's own. */
    TICKET_FIELDS("ticket_fields", true),
    /** Forms of tickets. */
    TICKET_FORMS("ticket_forms", false),
    /** Brands. */
    BRANDS("brands", true),
    /** Macros. */
    MACROS("macros", true),
    /** Statuses of tickets. */
    CUSTOM_STATUSES("custom_statuses", false),
    /** Policies of service level agreements. */
    SLA_POLICIES("slas/policies", false),
    /** Business hours. */
    SCHEDULES("business_hours/schedules", false),
    /** People, but for the deleted. */
    USERS("users", true),
    /** Deleted people, for good or not. */
    DELETED_USERS("deleted_users", true);

    private static final String ROOT = "/api/v2/";

    private final String path;
    private final boolean paged;
    private final String key = name().toLowerCase(Locale.ROOT);

    ReferenceKind(String path, boolean paged) {
        this.path = ROOT + path;
        this.paged = paged;
    }

    /** Name of the list in the response and in options: {@code sla_policies}. */
    public String key() {
        return key;
    }

    /** OAuth scope that suffices for this list: {@code groups:read}. The documents name those of the larger lists. */
    public String scope() {
        return (this == DELETED_USERS ? USERS.key : key) + ":read";
    }

    /** The list with that key. */
    public static Optional<ReferenceKind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }

    /** Path without the suffix {@code .json}: {@code /api/v2/slas/policies}. */
    String path() {
        return path;
    }

    /** True if it comes in pages, false if whole. */
    boolean isPaged() {
        return paged;
    }
}
