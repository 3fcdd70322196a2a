package dev.ticketsql.sandbox.history;

/** Policies of service level agreements, with the target of the first reply. */
enum SlaPolicy {
    PREMIUM(9_021_774_410L, "Premium support", false, 20),
    STANDARD(9_021_774_530L, "Standard support", true, 120);

    private final long id;
    private final String title;
    private final boolean businessHours;
    private final int urgentMinutes;

    SlaPolicy(long id, String title, boolean businessHours, int urgentMinutes) {
        this.id = id;
        this.title = title;
        this.businessHours = businessHours;
        this.urgentMinutes = urgentMinutes;
    }

    static SlaPolicy of(Person requester) {
        return requester.premium() ? PREMIUM : STANDARD;
    }

    long id() {
        return id;
    }

    String title() {
        return title;
    }

    /** True if only working hours count. */
    boolean businessHours() {
        return businessHours;
    }

    /** Minutes until the first reply is due; less urgent tickets have more time. */
    int replyMinutes(Priority priority) {
        return urgentMinutes * priority.patience();
    }

    /** Due time, {@code minutes} after {@code fromSec}, epoch seconds. */
    long dueSec(long fromSec, int minutes) {
        return businessHours ? WorkingHours.after(fromSec, minutes * 60L) : fromSec + minutes * 60L;
    }
}
