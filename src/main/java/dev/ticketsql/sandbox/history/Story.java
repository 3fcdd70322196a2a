package dev.ticketsql.sandbox.history;

import java.util.List;
import java.util.OptionalLong;

/**
 * Generates all events of a ticket, the same on every call for the same desk and number, without those after the
 * history's end. Immutable.
 */
final class Story {

    /** Enough for a long case, and few enough for the index's number of steps. */
    private static final int MAX_ROUNDS = 6;

    private final HelpDesk desk;
    private final ArrivalCurve arrivals;
    private final MassEvents upheavals;
    private final long endSec;

    /** Stories that start by {@code arrivals} and are cut at {@code endSec}, epoch seconds. */
    Story(HelpDesk desk, ArrivalCurve arrivals, MassEvents upheavals, long endSec) {
        this.desk = desk;
        this.arrivals = arrivals;
        this.upheavals = upheavals;
        this.endSec = endSec;
    }

    /** All events of a ticket; nearly in time order, since a breach is added when it is noticed. */
    List<Step> of(int ticketNumber) {
        SeededRandom dice = desk.ticketDice(ticketNumber);
        OptionalLong outageSec = upheavals.outageSec(ticketNumber);
        List<Step> life = outageSec.isPresent()
                ? new Alert(desk, dice).from(outageSec.getAsLong())
                : conversation(dice, arrivals.instantSec(dice));
        return life.stream().filter(step -> step.instantSec() < endSec).toList();
    }

    private List<Step> conversation(SeededRandom dice, long createdSec) {
        Case about = new Case(desk, upheavals, dice, createdSec);
        Exchange exchange = new Exchange(about);
        Ending ending = new Ending(about);
        new TicketIntake(about).tell();
        int rounds = 0;
        boolean reopened = false;
        while (true) {
            int asked = dice.weighted(45, 30, 15, 10);
            exchange.tell(asked);
            exchange.think();
            ending.solve();
            rounds += asked + 1;
            if (rounds >= MAX_ROUNDS || !dice.chance(13)) {
                break;
            }
            ending.reopen();
            reopened = true;
        }
        ending.rate(reopened);
        ending.close();
        return about.ticket().steps();
    }
}
