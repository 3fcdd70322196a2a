package dev.ticketsql.cli.prompt;

import dev.ticketsql.event.FetchProgress;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Price of a statement as a sentence before it runs: {@code about 95 requests, 10 minutes at 10 a minute}.
 *
 * @param requests expected number; empty where nothing comparable is mirrored
 * @param mayCostLess whether the statement may end before
 * @param perMinute the account's limit; empty if none is known
 */
record StatementPrice(OptionalLong requests, boolean mayCostLess, OptionalLong perMinute) {

    /** A statement of so few requests is not worth a sentence. */
    private static final long FEW = 2;

    private static final Pattern PRICE = Pattern.compile("price=\\[requests(<?=)(\\d+|\\?)(?:, [^\\]]*?)?\\]");

    private static final Pattern RATE = Pattern.compile("at (\\d+) requests a minute");

    private static final String WAY_OUT = "; Ctrl-C keeps what came";

    /** Reads the price out of a plan that {@code EXPLAIN} shows; empty if the statement reads no events. */
    static Optional<StatementPrice> of(String plan) {
        Matcher price = PRICE.matcher(plan);
        if (!price.find()) {
            return Optional.empty();
        }
        Matcher rate = RATE.matcher(price.group());
        return Optional.of(new StatementPrice(
                price.group(2).equals("?") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(price.group(2))),
                price.group(1).equals("<="),
                rate.find() ? OptionalLong.of(Long.parseLong(rate.group(1))) : OptionalLong.empty()));
    }

    /** The same by the first page of a statement without a price; empty before that page, or if it may be the last. */
    Optional<StatementPrice> afterFirstPage(FetchProgress progress) {
        if (progress.coveredSec() == 0 || progress.mayStopEarlier()) {
            return Optional.empty();
        }
        double pages = (double) progress.requests() * progress.wantedSec() / progress.coveredSec();
        return Optional.of(new StatementPrice(OptionalLong.of((long) Math.ceil(pages)), false, perMinute));
    }

    /** True if only a page can tell. */
    boolean isUnknown() {
        return requests.isEmpty();
    }

    /** The sentence, for a statement of more than a page or two. */
    Optional<String> sentence() {
        if (requests.isEmpty() || requests.getAsLong() <= FEW) {
            return Optional.empty();
        }
        long count = requests.getAsLong();
        return Optional.of((mayCostLess ? "at most " : "about ") + count + " requests"
                + (perMinute.isPresent() ? ", " + time(count, perMinute.getAsLong()) : "") + WAY_OUT);
    }

    private static String time(long requests, long perMinute) {
        long minutes = (requests + perMinute - 1) / perMinute;
        String length = requests <= perMinute
                ? "less than a minute"
                : minutes < 120 ? minutes + " minutes" : minutes / 60 + " hours";
        return length + " at " + perMinute + " a minute";
    }
}
