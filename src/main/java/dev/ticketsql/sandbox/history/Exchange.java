package dev.ticketsql.sandbox.history;

import java.util.List;

/** Middle stage of a case: agent and requester write to each other. */
final class Exchange {

    private final Case about;
    private boolean answered;

    Exchange(Case about) {
        this.about = about;
    }

    /** Adds rounds of a reply with a question and its answer. */
    void tell(int rounds) {
        for (int round = 0; round < rounds; round++) {
            think();
            reply();
            listen();
        }
    }

    /** Adds the desk's own steps before a reply, and moves the clock to the reply. */
    void think() {
        SeededRandom dice = about.dice();
        // Three minutes for what everybody asks, up to two working days for what nobody knows.
        long repliesSec = about.afterWork(dice.spread(180, 8));
        if (!answered) {
            answered = true;
            beLate(repliesSec);
        }
        about.moveTo(repliesSec);
        if (dice.chance(10)) {
            about.byAgent().add(about.note()).done();
        }
        if (dice.chance(9)) {
            handOver();
        }
    }

    /**
     * Adds the SLA's breach if the first reply at {@code repliesSec} is late, and the escalation when it is noticed.
     */
    private void beLate(long repliesSec) {
        SlaPolicy policy = SlaPolicy.of(about.requester());
        long dueSec = policy.dueSec(about.createdSec(), policy.replyMinutes(about.priority()));
        if (repliesSec <= dueSec) {
            return;
        }
        about.watches().breach(Metric.REPLY_TIME, about.dice().chance(4), dueSec);
        long noticedSec = WorkingHours.nextHourlyRun(Math.max(dueSec, about.nowSec()));
        if (noticedSec < repliesSec) {
            about.moveTo(noticedSec);
            about.setPriority(about.priority().raised());
            about.ticket()
                    .byRule(HelpDesk.ESCALATION_RULE, noticedSec)
                    .set("priority", about.priority().label())
                    .setCustom(HelpDesk.ESCALATED_FIELD, Value.of(true))
                    .tag(List.of("sla_breached"), List.of())
                    .done();
        }
    }

    private void handOver() {
        about.handOver();
        about.byAgent()
                .set("group_id", about.desk().groupId(about.group()))
                .set("assignee_id", Value.of(about.agent().id()))
                .done();
        about.watches().fulfill(Metric.GROUP_OWNERSHIP_TIME, about.nowSec());
        about.watches().activate(Metric.GROUP_OWNERSHIP_TIME, about.nowSec());
        about.moveTo(about.afterWork(about.dice().spread(120, 6)));
    }

    private void reply() {
        Ticket.Draft draft = about.byAgent().add(about.reply());
        if (about.dice().chance(12)) {
            Status.HOLD
                    .on(draft)
                    .tag(List.of("waiting_for_supplier"), List.of())
                    .done();
            about.watches().activate(Metric.PERIODIC_UPDATE_TIME, about.nowSec());
        } else {
            Status.PENDING
                    .on(draft)
                    .tag(List.of(), List.of("waiting_for_supplier"))
                    .done();
            about.watches().pause(Metric.REQUESTER_WAIT_TIME, about.nowSec());
        }
        about.watches().fulfill(Metric.REPLY_TIME, about.nowSec());
        about.watches().fulfill(Metric.PAUSABLE_UPDATE_TIME, about.nowSec());
        about.watches().pause(Metric.AGENT_WORK_TIME, about.nowSec());
    }

    private void listen() {
        // Ten minutes for those who sit at their desk, up to three and a half days for those who do not.
        about.moveTo(about.nowSec() + about.dice().spread(600, 9));
        Status.OPEN.on(about.byRequester().add(about.fromRequester("answer"))).done();
        about.watches().fulfill(Metric.PERIODIC_UPDATE_TIME, about.nowSec());
        about.watches().activate(Metric.REPLY_TIME, about.nowSec());
        about.watches().activate(Metric.PAUSABLE_UPDATE_TIME, about.nowSec());
        about.watches().activate(Metric.REQUESTER_WAIT_TIME, about.nowSec());
        about.watches().activate(Metric.AGENT_WORK_TIME, about.nowSec());
    }
}
