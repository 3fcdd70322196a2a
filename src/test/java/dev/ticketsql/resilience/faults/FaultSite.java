package dev.ticketsql.resilience.faults;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Place at which a fault is made: random choices, and the account that it may look at and change. */
interface FaultSite {

    /** The choices of this fault. */
    Choices choices();

    /** The server's true clock, epoch seconds. */
    long nowSec();

    /** The server's address. */
    URI server();

    /** Texts of the login that no message may hold, and the header that the request had. */
    List<String> secrets();

    /**
     * A page of this start or an earlier one that was sent before, with the server's time then; empty at first. One of
     * a later start has no event that shows it: no client could tell it from a true answer.
     */
    Optional<SentPage> earlierPage();

    /** The JSON of an event before the present request's {@code start_time}, if there is one. */
    Optional<String> eventBeforeStart();

    /** The JSON of an event that a later page has, if one follows the present request's. */
    Optional<String> eventBehindPage();

    /** Sets this machine's clock wrong by so many seconds, until the schedule's troubles end. */
    void setOurClockWrong(long seconds);

    /** An old page was sent at a present time: what came after it may be missing. */
    void serveStale(long sentSec);

    /** Cancels the statement that runs. */
    void cancel();

    /**
     * A page as it was sent.
     *
     * @param json its body
     * @param sentSec the server's clock then, epoch seconds
     */
    record SentPage(String json, long sentSec) {}
}
