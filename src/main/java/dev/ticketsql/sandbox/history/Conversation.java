package dev.ticketsql.sandbox.history;

import java.util.List;

/** Middle stage of a case: replies of the agent and answers of the requester. */
final class Conversation {

    private final SupportCase supportCase;
    private boolean answered;

    Conversation(SupportCase supportCase) {
        this.supportCase = supportCase;
    }

    /** Adds rounds of a reply and the requester's answer. */
    void addRounds(int rounds) {
        for (int round = 0; round < rounds; round++) {
            prepareReply();
            reply();
            receiveAnswer();
        }
    }

    /** Adds escalation, note and handover before a reply, and moves the clock to the reply. */
    void prepareReply() {
        SeededRandom random = supportCase.random();
        // Three minutes for a common question, up to thirteen working hours for a rare one.
        long repliesSec = supportCase.afterWork(random.spread(180, 8));
        if (!answered) {
            answered = true;
            breachIfLate(repliesSec);
        }
        supportCase.moveTo(repliesSec);
        if (random.chance(10)) {
            supportCase.byAgent().add(supportCase.note()).done();
        }
        if (random.chance(9)) {
            handOver();
        }
    }

    /**
     * Adds the breach of the SLA if the first reply at {@code repliesSec} is late, and the escalation by the next
     * hourly run.
     */
    private void breachIfLate(long repliesSec) {
        SlaPolicy policy = SlaPolicy.of(supportCase.requester());
        long dueSec = policy.dueSec(supportCase.createdSec(), policy.replyMinutes(supportCase.priority()));
        if (repliesSec <= dueSec) {
            return;
        }
        supportCase.timers().breach(Metric.REPLY_TIME, supportCase.random().chance(4), dueSec);
        long noticedSec = WorkingHours.nextHourlyRun(Math.max(dueSec, supportCase.nowSec()));
        if (noticedSec < repliesSec) {
            supportCase.moveTo(noticedSec);
            supportCase.setPriority(supportCase.priority().raised());
            supportCase
                    .ticket()
                    .byRule(HelpDesk.ESCALATION_RULE, noticedSec)
                    .set("priority", supportCase.priority().label())
                    .setCustom(HelpDesk.ESCALATED_FIELD, Value.of(true))
                    .tag(List.of("sla_breached"), List.of())
                    .done();
        }
    }

    private void handOver() {
        supportCase.handOver();
        supportCase
                .byAgent()
                .set("group_id", supportCase.desk().groupId(supportCase.group()))
                .set("assignee_id", Value.of(supportCase.agent().id()))
                .done();
        supportCase.timers().fulfill(Metric.GROUP_OWNERSHIP_TIME, supportCase.nowSec());
        supportCase.timers().activate(Metric.GROUP_OWNERSHIP_TIME, supportCase.nowSec());
        supportCase.moveTo(supportCase.afterWork(supportCase.random().spread(120, 6)));
    }

    private void reply() {
        Ticket.Draft draft = supportCase.byAgent().add(supportCase.reply());
        if (supportCase.random().chance(12)) {
            Status.HOLD
                    .on(draft)
                    .tag(List.of("waiting_for_supplier"), List.of())
                    .done();
            supportCase.timers().activate(Metric.PERIODIC_UPDATE_TIME, supportCase.nowSec());
        } else {
            Status.PENDING
                    .on(draft)
                    .tag(List.of(), List.of("waiting_for_supplier"))
                    .done();
            supportCase.timers().pause(Metric.REQUESTER_WAIT_TIME, supportCase.nowSec());
        }
        supportCase.timers().fulfill(Metric.REPLY_TIME, supportCase.nowSec());
        supportCase.timers().fulfill(Metric.PAUSABLE_UPDATE_TIME, supportCase.nowSec());
        supportCase.timers().pause(Metric.AGENT_WORK_TIME, supportCase.nowSec());
    }

    private void receiveAnswer() {
        // Ten minutes for a requester who waits for the reply, up to three and a half days for others.
        supportCase.moveTo(supportCase.nowSec() + supportCase.random().spread(600, 9));
        Status.OPEN
                .on(supportCase.byRequester().add(supportCase.fromRequester("answer")))
                .done();
        supportCase.timers().fulfill(Metric.PERIODIC_UPDATE_TIME, supportCase.nowSec());
        supportCase.timers().activate(Metric.REPLY_TIME, supportCase.nowSec());
        supportCase.timers().activate(Metric.PAUSABLE_UPDATE_TIME, supportCase.nowSec());
        supportCase.timers().activate(Metric.REQUESTER_WAIT_TIME, supportCase.nowSec());
        supportCase.timers().activate(Metric.AGENT_WORK_TIME, supportCase.nowSec());
    }
}
