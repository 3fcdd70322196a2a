package dev.ticketsql.mirror;

import dev.ticketsql.event.TimeRange;
import java.util.List;

/**
 * Message for a statement that needs more requests than option maxRequests: the price, the stored part and advice.
 *
 * @param maxRequests the option
 * @param made requests made
 * @param price of the missing ranges
 * @param mayCostLess true if it may stop earlier with enough rows
 * @param gaps missing ranges, at least one
 */
record RequestLimitRefusal(int maxRequests, int made, Price price, boolean mayCostLess, List<TimeRange> gaps) {

    String sentence() {
        return "the statement would make more than maxRequests=" + maxRequests + " requests: " + madeText() + ", "
                + price.mirroredPercent() + "% of the time it asks about is mirrored, " + missingText()
                + " still missing, which takes " + costText() + "; " + advice();
    }

    private String madeText() {
        return made == 0
                ? "none was made"
                : (made == 1 ? "1 was made and its" : made + " were made and their") + " events are kept";
    }

    private String missingText() {
        String first = gaps.get(0).toString();
        return switch (gaps.size()) {
            case 1 -> first + " is";
            case 2 -> first + " and " + gaps.get(1) + " are";
            default -> first + " and " + (gaps.size() - 1) + " later stretches are";
        };
    }

    private String costText() {
        return price.expectedRequests().isPresent()
                ? (mayCostLess ? "at most about " : "about ")
                        + requests(price.expectedRequests().getAsInt()) + ", if it is as busy as what is mirrored"
                : "at least " + requests(price.minRequests());
    }

    private static String requests(int count) {
        return count == 1 ? "1 request" : count + " requests";
    }

    private String advice() {
        // If none was made, running the statement again changes nothing.
        return made == 0
                ? "raise option maxRequests, or ask for less time"
                : "raise option maxRequests, ask again to go on from there, or ask for less time";
    }
}
