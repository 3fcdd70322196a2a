package dev.ticketsql.sandbox.history;

import java.util.List;

/**
 * Generates a ticket that a monitoring system filed in an outage: solved with all others of the outage, then closed.
 */
final class Alert {

    /** Length of the outage, at whose end all its tickets are solved in one second. */
    private static final long OUTAGE_SEC = 3 * 3_600 + 11;

    private final HelpDesk desk;
    private final SeededRandom random;
    private final Ticket ticket = new Ticket();

    Alert(HelpDesk desk, SeededRandom random) {
        this.desk = desk;
        this.random = random;
    }

    List<Step> stepsFrom(long outageSec) {
        Person monitoring = desk.monitoring();
        MetricTimers timers = new MetricTimers(ticket.steps());
        int node = random.between(100, 999);
        Phrase subject = desk.phrases().on("en", "outage.subject").get(0);
        Phrase body = desk.phrases().on("en", "outage.question").get(0);
        ticket.by(monitoring, Via.API, outageSec)
                .add(new Child.Comment(true, monitoring.id(), body, node, false))
                .set("subject", subject.text(node))
                .set("requester_id", Value.of(monitoring.id()))
                .set("status", "new")
                .set("priority", Priority.URGENT.label())
                .set("type", Topic.OUTAGE.type())
                .set("group_id", desk.groupId(Topic.OUTAGE.group()))
                .tag(Topic.OUTAGE.tags(), List.of())
                .done();
        timers.activate(Metric.RESOLUTION_TIME, outageSec);

        long solvedSec = outageSec + OUTAGE_SEC;
        ticket.by(desk.admin(), Via.API, solvedSec)
                .set("status", "solved")
                .set("assignee_id", Value.of(desk.admin().id()))
                .tag(List.of("outage"), List.of())
                .done();
        timers.fulfill(Metric.RESOLUTION_TIME, solvedSec);

        ticket.byRule(HelpDesk.CLOSING_RULE, WorkingHours.nextHourlyRun(solvedSec + Resolution.CLOSED_AFTER_SEC))
                .set("status", "closed")
                .done();
        return ticket.steps();
    }
}
