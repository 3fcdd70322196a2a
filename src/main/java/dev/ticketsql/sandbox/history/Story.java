package dev.ticketsql.sandbox.history;

import java.util.List;
import java.util.OptionalLong;

/**
 * Tells a ticket's life: the same for the same desk and number, however often it is asked. What would happen after the
 * history's end is left out. Immutable.
 */
final class Story {

    /** Enough for the most tedious of cases, few enough that a life keeps to what the index can number. */
    private static final int MAX_ROUNDS = 6;

    private final HelpDesk desk;
    private final ArrivalCurve arrivals;
    private final MassEvents upheavals;
    private final long endSec;

    /** Stories that begin when {@code arrivals} says and break off at {@code endSec}, epoch seconds. */
    Story(HelpDesk desk, ArrivalCurve arrivals, MassEvents upheavals, long endSec) {
        this.desk = desk;
        this.arrivals = arrivals;
        this.upheavals = upheavals;
        this.endSec = endSec;
    }

    /** Everything that happens to a ticket; not quite in the order of time, since a breach is told when noticed. */
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
