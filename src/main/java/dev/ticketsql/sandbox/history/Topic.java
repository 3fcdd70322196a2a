package dev.ticketsql.sandbox.history;

import java.util.List;
import java.util.Locale;

/** Topics of tickets. */
enum Topic {
    REFUND("question", 0, "billing", "refund"),
    INVOICE("task", 0, "billing", "invoice"),
    DELIVERY("problem", 1, "shipping", "late"),
    LOGIN("incident", 2, "account", "login"),
    CRASH("incident", 3, "app", "crash"),
    FEATURE("question", 3, "app", "feature_request"),
    /** Filed by a monitoring system, not by a person. */
    OUTAGE("incident", 3, "monitoring", "alert");

    private final String type;
    private final int group;
    private final String area;
    private final String detail;
    private final String key = name().toLowerCase(Locale.ROOT);

    Topic(String type, int group, String area, String detail) {
        this.type = type;
        this.group = group;
        this.area = area;
        this.detail = detail;
    }

    /** The ticket's type. */
    String type() {
        return type;
    }

    /** Index of the group in charge. */
    int group() {
        return group;
    }

    /** Tags of a new ticket. */
    List<String> tags() {
        return List.of(area, detail);
    }

    /** Name in phrases and custom fields. */
    String key() {
        return key;
    }
}
