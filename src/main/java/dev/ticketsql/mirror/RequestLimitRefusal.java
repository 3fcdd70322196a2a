package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import java.util.List;

/**
 * What a statement is told that needs more requests than it may make: the price, what is kept, and what to do.
 *
 * @param maxRequests how many it may make
 * @param made how many it made
 * @param price of what is missing now
 * @param mayCostLess whether it may have rows enough before that
 * @param gaps what is missing, at least one
 */
record RequestLimitRefusal(int maxRequests, int made, Price price, boolean mayCostLess, List<TimeRange> gaps) {

    String sentence() {
        return "the statement would make more than maxRequests=" + maxRequests + " requests: " + done() + ", "
                + price.mirroredPercent() + "% of the time it asks about is mirrored, " + missing()
                + " still missing, which takes " + cost() + "; " + advice();
    }

    private String done() {
        return made == 0
                ? "none was made"
                : (made == 1 ? "1 was made and its" : made + " were made and their") + " events are kept";
    }

    private String missing() {
        String first = gaps.get(0).toString();
        return switch (gaps.size()) {
            case 1 -> first + " is";
            case 2 -> first + " and " + gaps.get(1) + " are";
            default -> first + " and " + (gaps.size() - 1) + " later stretches are";
        };
    }

    private String cost() {
        return price.expectedRequests().isPresent()
                ? (mayCostLess ? "at most about " : "about ")
                        + requests(price.expectedRequests().getAsInt()) + ", if it is as busy as what is mirrored"
                : "at least " + requests(price.minRequests());
    }

    private static String requests(int count) {
        return count == 1 ? "1 request" : count + " requests";
    }

    private String advice() {
        // Where all of them are refused, asking again changes nothing.
        return made == 0
                ? "raise option maxRequests, or ask for less time"
                : "raise option maxRequests, ask again to go on from there, or ask for less time";
    }
}
