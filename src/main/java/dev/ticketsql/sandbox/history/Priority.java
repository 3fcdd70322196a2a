package dev.ticketsql.sandbox.history;

/** Priority of a ticket. */
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

    /** Factor by which it may wait longer than an urgent ticket. */
    int patience() {
        return patience;
    }

    /** The next higher priority, if there is one. */
    Priority raised() {
        return switch (this) {
            case LOW -> NORMAL;
            case NORMAL -> HIGH;
            case HIGH, URGENT -> URGENT;
        };
    }
}
