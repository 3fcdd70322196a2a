package dev.ticketsql.sandbox.history;

import java.util.List;

/** First stage of a case: the requester writes, a trigger routes it in the same second, an agent takes it. */
final class TicketIntake {

    private static final Value DEFAULT_BRAND = Value.of(360_000_781_133L);
    private static final Value OTHER_BRAND = Value.of(360_000_781_153L);
    private static final long FIRST_FORM = 360_000_320_313L;

    private final Case about;

    TicketIntake(Case about) {
        this.about = about;
    }

    void tell() {
        arrive();
        sort();
        take();
    }

    private void arrive() {
        SeededRandom dice = about.dice();
        Person requester = about.requester();
        String topic = about.topic().key();
        Phrase subject = about.desk()
                .phrases()
                .on(requester.place().language(), topic + ".subject")
                .get(0);
        Ticket.Draft draft = about.ticket().by(requester, about.channel(), about.createdSec());
        draft.add(
                about.channel() == Via.PHONE
                        ? new Child.VoiceComment(requester.id(), dice.between(40, 900))
                        : about.fromRequester(topic + ".question"));
        draft.set("subject", subject.text(about.orderNumber()));
        draft.set("requester_id", Value.of(requester.id()));
        Status.NEW.on(draft);
        draft.set("priority", Value.UNSET).set("type", Value.UNSET);
        draft.set("brand_id", dice.chance(80) ? DEFAULT_BRAND : OTHER_BRAND);
        draft.set("ticket_form_id", Value.of(FIRST_FORM + 20L * dice.below(3)));
        requester.organizationId().ifPresent(organization -> draft.set("organization_id", Long.toString(organization)));
        draft.set("is_public", Value.of(true));
        if (dice.chance(60)) {
            draft.setCustom(HelpDesk.ORDER_FIELD, Value.of(Integer.toString(about.orderNumber())));
        }
        draft.tag(about.topic().tags(), List.of()).done();

        about.watches().activate(Metric.REPLY_TIME, about.createdSec());
        about.watches().activate(Metric.REQUESTER_WAIT_TIME, about.createdSec());
        about.watches().activate(Metric.RESOLUTION_TIME, about.createdSec());
    }

    private void sort() {
        Person requester = about.requester();
        SlaPolicy policy = SlaPolicy.of(requester);
        about.ticket()
                .byRule(HelpDesk.INTAKE_RULE, about.createdSec())
                .set("type", about.topic().type())
                .set("priority", about.priority().label())
                .set("group_id", about.desk().groupId(about.group()))
                .set("sla_policy", policy.title())
                .setCustom(HelpDesk.CATEGORY_FIELD, Value.of(about.topic().key()))
                .tag(requester.premium() ? List.of("premium") : List.of(), List.of())
                .add(new Child.Notification(requester.id(), "[Request received]"))
                .done();

        about.watches().promise(Metric.REPLY_TIME, policy, policy.replyMinutes(about.priority()), about.createdSec());
        about.watches().activate(Metric.GROUP_OWNERSHIP_TIME, about.createdSec());
        about.watches()
                .promise(
                        Metric.GROUP_OWNERSHIP_TIME,
                        policy,
                        4 * policy.replyMinutes(about.priority()),
                        about.createdSec());
    }

    private void take() {
        // Forty seconds when the queue is empty, up to half a working day when it is not.
        about.moveTo(about.afterWork(about.dice().spread(40, 8)));
        Ticket.Draft draft =
                about.byAgent().set("assignee_id", Value.of(about.agent().id()));
        Status.OPEN.on(draft).done();
        about.watches().activate(Metric.AGENT_WORK_TIME, about.nowSec());
    }
}
