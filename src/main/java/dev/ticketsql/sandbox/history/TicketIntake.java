package dev.ticketsql.sandbox.history;

import java.util.List;

/** First stage of a case: the requester submits it, a trigger routes it in the same second, an agent is assigned. */
final class TicketIntake {

    private static final Value DEFAULT_BRAND = Value.of(360_000_781_133L);
    private static final Value OTHER_BRAND = Value.of(360_000_781_153L);
    private static final long FIRST_FORM = 360_000_320_313L;

    private final SupportCase supportCase;

    TicketIntake(SupportCase supportCase) {
        this.supportCase = supportCase;
    }

    void create() {
        submit();
        route();
        assign();
    }

    private void submit() {
        SeededRandom random = supportCase.random();
        Person requester = supportCase.requester();
        String topic = supportCase.topic().key();
        Phrase subject = supportCase
                .desk()
                .phrases()
                .on(requester.place().language(), topic + ".subject")
                .get(0);
        Ticket.Draft draft = supportCase.ticket().by(requester, supportCase.channel(), supportCase.createdSec());
        draft.add(
                supportCase.channel() == Via.PHONE
                        ? new Child.VoiceComment(requester.id(), random.between(40, 900))
                        : supportCase.fromRequester(topic + ".question"));
        draft.set("subject", subject.text(supportCase.orderNumber()));
        draft.set("requester_id", Value.of(requester.id()));
        Status.NEW.on(draft);
        draft.set("priority", Value.UNSET).set("type", Value.UNSET);
        draft.set("brand_id", random.chance(80) ? DEFAULT_BRAND : OTHER_BRAND);
        draft.set("ticket_form_id", Value.of(FIRST_FORM + 20L * random.below(3)));
        requester.organizationId().ifPresent(organization -> draft.set("organization_id", Long.toString(organization)));
        draft.set("is_public", Value.of(true));
        if (random.chance(60)) {
            draft.setCustom(HelpDesk.ORDER_FIELD, Value.of(Integer.toString(supportCase.orderNumber())));
        }
        draft.tag(supportCase.topic().tags(), List.of()).done();

        supportCase.timers().activate(Metric.REPLY_TIME, supportCase.createdSec());
        supportCase.timers().activate(Metric.REQUESTER_WAIT_TIME, supportCase.createdSec());
        supportCase.timers().activate(Metric.RESOLUTION_TIME, supportCase.createdSec());
    }

    private void route() {
        Person requester = supportCase.requester();
        SlaPolicy policy = SlaPolicy.of(requester);
        supportCase
                .ticket()
                .byRule(HelpDesk.INTAKE_RULE, supportCase.createdSec())
                .set("type", supportCase.topic().type())
                .set("priority", supportCase.priority().label())
                .set("group_id", supportCase.desk().groupId(supportCase.group()))
                .set("sla_policy", policy.title())
                .setCustom(HelpDesk.CATEGORY_FIELD, Value.of(supportCase.topic().key()))
                .tag(requester.premium() ? List.of("premium") : List.of(), List.of())
                .add(new Child.Notification(requester.id(), "[Request received]"))
                .done();

        supportCase
                .timers()
                .applySla(
                        Metric.REPLY_TIME,
                        policy,
                        policy.replyMinutes(supportCase.priority()),
                        supportCase.createdSec());
        supportCase.timers().activate(Metric.GROUP_OWNERSHIP_TIME, supportCase.createdSec());
        supportCase
                .timers()
                .applySla(
                        Metric.GROUP_OWNERSHIP_TIME,
                        policy,
                        4 * policy.replyMinutes(supportCase.priority()),
                        supportCase.createdSec());
    }

    private void assign() {
        // Forty seconds if the queue is empty, up to three working hours otherwise.
        supportCase.moveTo(supportCase.afterWork(supportCase.random().spread(40, 8)));
        Ticket.Draft draft = supportCase
                .byAgent()
                .set("assignee_id", Value.of(supportCase.agent().id()));
        Status.OPEN.on(draft).done();
        supportCase.timers().activate(Metric.AGENT_WORK_TIME, supportCase.nowSec());
    }
}
