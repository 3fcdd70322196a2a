package dev.ticketsql.sandbox.history;

import java.util.List;

/**
 * State of the generation of a person's ticket: requester, agent, priority and the current instant. The stages
 * {@link TicketIntake}, {@link Conversation} and {@link Resolution} advance it in turn.
 */
final class SupportCase {

    private static final List<Via> CHANNELS =
            List.of(Via.EMAIL, Via.WEB_FORM, Via.WEB_WIDGET, Via.CHAT, Via.MOBILE, Via.API, Via.PHONE);

    private final HelpDesk desk;
    private final MassEvents massEvents;
    private final SeededRandom random;
    private final Ticket ticket = new Ticket();
    private final MetricTimers timers = new MetricTimers(ticket.steps());
    private final Person requester;
    private final Topic topic;
    private final Via channel;
    private final int orderNumber;
    private final long createdSec;
    private Priority priority;
    private int group;
    private Person agent;
    private long nowSec;

    SupportCase(HelpDesk desk, MassEvents massEvents, SeededRandom random, long createdSec) {
        this.desk = desk;
        this.massEvents = massEvents;
        this.random = random;
        this.createdSec = createdSec;
        this.nowSec = createdSec;
        this.requester = desk.requester(random);
        this.topic = List.of(Topic.values()).get(random.weighted(22, 14, 28, 16, 12, 8));
        this.channel = CHANNELS.get(random.weighted(45, 25, 12, 8, 5, 3, 2));
        this.orderNumber = random.between(10_000, 99_999);
        this.priority = List.of(Priority.values()).get(random.weighted(18, 55, 20, 7));
        this.group = topic.group();
        this.agent = desk.agent(group, random);
    }

    HelpDesk desk() {
        return desk;
    }

    SeededRandom random() {
        return random;
    }

    Ticket ticket() {
        return ticket;
    }

    MetricTimers timers() {
        return timers;
    }

    Person requester() {
        return requester;
    }

    Topic topic() {
        return topic;
    }

    Via channel() {
        return channel;
    }

    int orderNumber() {
        return orderNumber;
    }

    long createdSec() {
        return createdSec;
    }

    long nowSec() {
        return nowSec;
    }

    Priority priority() {
        return priority;
    }

    void setPriority(Priority other) {
        priority = other;
    }

    int group() {
        return group;
    }

    Person agent() {
        return agent;
    }

    /** Assigns the case to another group. */
    void handOver() {
        group = desk.otherGroup(group, random);
        agent = desk.agent(group, random);
    }

    /**
     * Instant after {@code workSec} working seconds of an agent; urgent cases are handled outside working hours too.
     */
    long afterWork(long workSec) {
        return priority == Priority.URGENT ? nowSec + workSec : WorkingHours.after(nowSec, workSec);
    }

    /** Moves the clock to {@code sec}, and applies the mass updates before it. */
    void moveTo(long sec) {
        for (long update = massEvents.nextUpdateSec(nowSec); update < sec; update = massEvents.nextUpdateSec(update)) {
            ticket.by(desk.admin(), Via.API, update)
                    .tag(List.of("terms_" + MassEvents.halfYear(update)), List.of())
                    .done();
        }
        nowSec = sec;
    }

    /** Starts an audit by the agent at the current instant. */
    Ticket.Draft byAgent() {
        return ticket.by(agent, Via.WEB_FORM, nowSec);
    }

    /** Starts an audit by the requester, by e-mail unless the channel is a browser or an app. */
    Ticket.Draft byRequester() {
        return ticket.by(requester, channel.showsClient() ? channel : Via.EMAIL, nowSec);
    }

    /** Public comment of the agent. */
    Child reply() {
        return comment(true, agent.id(), "reply");
    }

    /** Comment of the requester. */
    Child fromRequester(String occasion) {
        return comment(true, requester.id(), occasion);
    }

    /** Internal note of the agent, in the language of the office. */
    Child note() {
        Phrase phrase = random.pick(desk.phrases().on("en", "note"));
        return new Child.Comment(false, agent.id(), phrase, orderNumber, false);
    }

    private Child comment(boolean isPublic, long authorId, String occasion) {
        Phrase phrase = random.pick(desk.phrases().on(requester.place().language(), occasion));
        return new Child.Comment(
                isPublic, authorId, phrase, orderNumber, occasion.equals("answer") && random.chance(40));
    }
}
