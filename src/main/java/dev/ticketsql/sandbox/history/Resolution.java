package dev.ticketsql.sandbox.history;

import java.util.List;

/** Last stage of a case: the ticket is solved, perhaps reopened, perhaps rated, and closed. */
final class Resolution {

    /** Zendesk's default automation closes tickets that are solved for four days. */
    static final long CLOSED_AFTER_SEC = 96 * 3_600;

    /** Zendesk's default automation sends the satisfaction survey a day after the solution. */
    private static final long SURVEY_AFTER_SEC = 24 * 3_600;

    private final SupportCase supportCase;
    private long solvedSec;

    Resolution(SupportCase supportCase) {
        this.supportCase = supportCase;
    }

    void solve() {
        solvedSec = supportCase.nowSec();
        Ticket.Draft draft = supportCase.byAgent().add(supportCase.reply());
        Status.SOLVED.on(draft).tag(List.of(), List.of("waiting_for_supplier")).done();
        MetricTimers timers = supportCase.timers();
        timers.fulfill(Metric.REPLY_TIME, solvedSec);
        timers.fulfill(Metric.PERIODIC_UPDATE_TIME, solvedSec);
        timers.fulfill(Metric.PAUSABLE_UPDATE_TIME, solvedSec);
        timers.fulfill(Metric.REQUESTER_WAIT_TIME, solvedSec);
        timers.measure(Metric.AGENT_WORK_TIME, solvedSec);
        timers.fulfill(Metric.AGENT_WORK_TIME, solvedSec);
        timers.fulfill(Metric.GROUP_OWNERSHIP_TIME, solvedSec);
        timers.fulfill(Metric.RESOLUTION_TIME, solvedSec);
    }

    /** Reopens the ticket with a comment of the requester, at most 32 hours after the solution. */
    void reopen() {
        supportCase.moveTo(solvedSec + supportCase.random().spread(1_800, 6));
        Ticket.Draft draft = supportCase.byRequester().add(supportCase.fromRequester("again"));
        Status.OPEN.on(draft).tag(List.of("reopened"), List.of()).done();
        supportCase.timers().activate(Metric.REPLY_TIME, supportCase.nowSec());
        supportCase.timers().activate(Metric.REQUESTER_WAIT_TIME, supportCase.nowSec());
        supportCase.timers().activate(Metric.AGENT_WORK_TIME, supportCase.nowSec());
        supportCase.timers().activate(Metric.RESOLUTION_TIME, supportCase.nowSec());
    }

    void rate(boolean reopened) {
        if (supportCase.random().chance(40)) {
            return;
        }
        supportCase.moveTo(WorkingHours.nextHourlyRun(solvedSec + SURVEY_AFTER_SEC));
        supportCase
                .ticket()
                .byRule(HelpDesk.SURVEY_RULE, supportCase.nowSec())
                .set("satisfaction_score", "offered")
                .done();
        if (supportCase.random().chance(35)) {
            supportCase.moveTo(supportCase.nowSec() + supportCase.random().spread(1_200, 6));
            boolean good = supportCase.random().chance(reopened ? 45 : 88);
            supportCase
                    .byRequester()
                    .set("satisfaction_score", good ? "good" : "bad")
                    .done();
        }
    }

    void close() {
        supportCase.moveTo(WorkingHours.nextHourlyRun(solvedSec + CLOSED_AFTER_SEC));
        Status.CLOSED
                .on(supportCase.ticket().byRule(HelpDesk.CLOSING_RULE, supportCase.nowSec()))
                .done();
    }
}
