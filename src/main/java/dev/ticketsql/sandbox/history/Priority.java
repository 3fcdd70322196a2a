package dev.ticketsql.sandbox.history;

/** How much a ticket matters. */
enum Priority {
    LOW("low", 8),
    NORMAL("normal", 4),
    HIGH("high", 2),
    URGENT("urgent", 1);

    private final String label;
    private final int patience;

    Priority(String label, int patience) {
        this.label = label;
        this.patience = patience;
    }

    String label() {
        return label;
    }

    /** How many times longer it may wait than what is urgent. */
    int patience() {
        return patience;
    }

    /** One step up, as far as there is one. */
    Priority raised() {
        return switch (this) {
            case LOW -> NORMAL;
            case NORMAL -> HIGH;
            case HIGH, URGENT -> URGENT;
        };
    }
}
