package dev.ticketsql.sandbox.history;

import java.util.List;

/** Last stage of a case: solved, perhaps reopened, perhaps rated, and closed. */
final class Ending {

    /** Zendesk's automation closes tickets solved for four days. */
    static final long CLOSED_AFTER_SEC = 96 * 3_600;

    /** Zendesk's automation sends the survey a day after the solution. */
    private static final long SURVEY_AFTER_SEC = 24 * 3_600;

    private final Case about;
    private long solvedSec;

    Ending(Case about) {
        this.about = about;
    }

    void solve() {
        solvedSec = about.nowSec();
        Ticket.Draft draft = about.byAgent().add(about.reply());
        Status.SOLVED.on(draft).tag(List.of(), List.of("waiting_for_supplier")).done();
        StopWatches watches = about.watches();
        watches.fulfill(Metric.REPLY_TIME, solvedSec);
        watches.fulfill(Metric.PERIODIC_UPDATE_TIME, solvedSec);
        watches.fulfill(Metric.PAUSABLE_UPDATE_TIME, solvedSec);
        watches.fulfill(Metric.REQUESTER_WAIT_TIME, solvedSec);
        watches.measure(Metric.AGENT_WORK_TIME, solvedSec);
        watches.fulfill(Metric.AGENT_WORK_TIME, solvedSec);
        watches.fulfill(Metric.GROUP_OWNERSHIP_TIME, solvedSec);
        watches.fulfill(Metric.RESOLUTION_TIME, solvedSec);
    }

    /** Reopens the ticket: the requester is not content. Always before the ticket would be closed. */
    void reopen() {
        about.moveTo(solvedSec + about.dice().spread(1_800, 6));
        Ticket.Draft draft = about.byRequester().add(about.fromRequester("again"));
        Status.OPEN.on(draft).tag(List.of("reopened"), List.of()).done();
        about.watches().activate(Metric.REPLY_TIME, about.nowSec());
        about.watches().activate(Metric.REQUESTER_WAIT_TIME, about.nowSec());
        about.watches().activate(Metric.AGENT_WORK_TIME, about.nowSec());
        about.watches().activate(Metric.RESOLUTION_TIME, about.nowSec());
    }

    void rate(boolean reopened) {
        if (about.dice().chance(40)) {
            return;
        }
        about.moveTo(WorkingHours.nextHourlyRun(solvedSec + SURVEY_AFTER_SEC));
        about.ticket()
                .byRule(HelpDesk.SURVEY_RULE, about.nowSec())
                .set("satisfaction_score", "offered")
                .done();
        if (about.dice().chance(35)) {
            about.moveTo(about.nowSec() + about.dice().spread(1_200, 6));
            boolean good = about.dice().chance(reopened ? 45 : 88);
            about.byRequester().set("satisfaction_score", good ? "good" : "bad").done();
        }
    }

    void close() {
        about.moveTo(WorkingHours.nextHourlyRun(solvedSec + CLOSED_AFTER_SEC));
        Status.CLOSED
                .on(about.ticket().byRule(HelpDesk.CLOSING_RULE, about.nowSec()))
                .done();
    }
}
