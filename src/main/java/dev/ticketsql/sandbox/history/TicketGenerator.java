package dev.ticketsql.sandbox.history;

import java.util.List;
import java.util.OptionalLong;

/**
 * Generates all events of a ticket before the history's end, the same on every call for the same desk and number.
 * Immutable.
 */
final class TicketGenerator {

    /** Enough for a long case, few enough for the steps that {@link EventKey} can number. */
    private static final int MAX_ROUNDS = 6;

    private final HelpDesk desk;
    private final ArrivalCurve arrivals;
    private final MassEvents massEvents;
    private final long endSec;

    /** Generates tickets that arrive by {@code arrivals} and end at {@code endSec}, epoch seconds, exclusive. */
    TicketGenerator(HelpDesk desk, ArrivalCurve arrivals, MassEvents massEvents, long endSec) {
        this.desk = desk;
        this.arrivals = arrivals;
        this.massEvents = massEvents;
        this.endSec = endSec;
    }

    /** All events of a ticket, nearly in time order: a breach comes after audits that are younger than it. */
    List<Step> stepsOf(int ticketNumber) {
        SeededRandom random = desk.ticketRandom(ticketNumber);
        OptionalLong outageSec = massEvents.outageSec(ticketNumber);
        List<Step> steps = outageSec.isPresent()
                ? new Alert(desk, random).stepsFrom(outageSec.getAsLong())
                : supportCase(random, arrivals.instantSec(random));
        List<Step> past =
                steps.stream().filter(step -> step.instantSec() < endSec).toList();
        return Aftermath.of(desk.aftermathRandom(ticketNumber), past);
    }

    private List<Step> supportCase(SeededRandom random, long createdSec) {
        SupportCase supportCase = new SupportCase(desk, massEvents, random, createdSec);
        Conversation conversation = new Conversation(supportCase);
        Resolution resolution = new Resolution(supportCase);
        new TicketIntake(supportCase).create();
        int rounds = 0;
        boolean reopened = false;
        while (true) {
            int newRounds = random.weighted(45, 30, 15, 10);
            conversation.addRounds(newRounds);
            conversation.prepareReply();
            resolution.solve();
            rounds += newRounds + 1;
            if (rounds >= MAX_ROUNDS || !random.chance(13)) {
                break;
            }
            resolution.reopen();
            reopened = true;
        }
        resolution.rate(reopened);
        resolution.close();
        return supportCase.ticket().steps();
    }
}
