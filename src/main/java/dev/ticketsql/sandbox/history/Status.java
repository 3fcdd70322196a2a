package dev.ticketsql.sandbox.history;

/** Status of a ticket. */
enum Status {
    NEW("new", 6_110_443_287L),
    OPEN("open", 6_110_443_307L),
    PENDING("pending", 6_110_443_327L),
    HOLD("hold", 6_110_443_347L),
    SOLVED("solved", 6_110_443_367L),
    CLOSED("closed", 6_110_443_387L);

    private final String label;
    private final long customStatusId;

    Status(String label, long customStatusId) {
        this.label = label;
        this.customStatusId = customStatusId;
    }

    /** Sets the status and the account's custom status that belongs to it. */
    Ticket.Draft on(Ticket.Draft draft) {
        return draft.set("status", label).set("custom_status_id", Value.of(customStatusId));
    }
}
