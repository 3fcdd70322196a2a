package dev.ticketsql.calcite.range;

import dev.ticketsql.event.TimeRanges;

/**
 * Seconds at which a condition may have each of SQL's three truth values. Each set holds at least every second at which
 * the condition has that value for some event, so that the sets may overlap; where the condition is fully understood
 * they do not.
 *
 * <p>All three are kept since {@code NOT} must be safe: a negation swaps two supersets, it never takes the complement
 * of one.
 *
 * @param mayBeTrue no event at any other second makes the condition TRUE
 * @param mayBeFalse no event at any other second makes it FALSE
 * @param mayBeUnknown no event at any other second makes it UNKNOWN
 */
record TruthRanges(TimeRanges mayBeTrue, TimeRanges mayBeFalse, TimeRanges mayBeUnknown) {

    private static final TimeRanges NONE = TimeRanges.none();
    private static final TimeRanges EVERY = TimeRanges.every();

    /** A condition that is TRUE for every event. */
    static TruthRanges alwaysTrue() {
        return new TruthRanges(EVERY, NONE, NONE);
    }

    /** A condition that is FALSE for every event. */
    static TruthRanges alwaysFalse() {
        return new TruthRanges(NONE, EVERY, NONE);
    }

    /** A condition that is UNKNOWN for every event, as a comparison with NULL. */
    static TruthRanges alwaysUnknown() {
        return new TruthRanges(NONE, NONE, EVERY);
    }

    /** A condition of any value, which is UNKNOWN only if it is nullable. */
    static TruthRanges anything(boolean nullable) {
        return new TruthRanges(EVERY, EVERY, nullable ? EVERY : NONE);
    }

    /**
     * The smallest assumption, contained in all others: no event gives the condition any value. Sets grow through the
     * logic when their inputs grow, so this and {@link #anything} bound the result of any condition in the same place.
     */
    static TruthRanges nothing() {
        return new TruthRanges(NONE, NONE, NONE);
    }

    /** {@code NOT this}. */
    TruthRanges not() {
        return new TruthRanges(/* mayBeTrue= */ mayBeFalse, /* mayBeFalse= */ mayBeTrue, mayBeUnknown);
    }

    /** {@code this AND other}. */
    TruthRanges and(TruthRanges other) {
        return new TruthRanges(
                mayBeTrue.and(other.mayBeTrue),
                mayBeFalse.or(other.mayBeFalse),
                mayBeUnknown.and(other.mayNotBeFalse()).or(other.mayBeUnknown.and(mayNotBeFalse())));
    }

    /** {@code this OR other}. */
    TruthRanges or(TruthRanges other) {
        return not().and(other.not()).not();
    }

    /** {@code this IS TRUE}. */
    TruthRanges isTrue() {
        return new TruthRanges(mayBeTrue, mayBeFalse.or(mayBeUnknown), NONE);
    }

    /** {@code this IS FALSE}. */
    TruthRanges isFalse() {
        return not().isTrue();
    }

    /** {@code this IS UNKNOWN}, which for a condition is {@code IS NULL}. */
    TruthRanges isUnknown() {
        return new TruthRanges(mayBeUnknown, mayBeTrue.or(mayBeFalse), NONE);
    }

    /** {@code this = other}, both being conditions. */
    TruthRanges equalTo(TruthRanges other) {
        return new TruthRanges(
                mayBeTrue.and(other.mayBeTrue).or(mayBeFalse.and(other.mayBeFalse)),
                mayBeTrue.and(other.mayBeFalse).or(mayBeFalse.and(other.mayBeTrue)),
                mayBeUnknown.or(other.mayBeUnknown));
    }

    /** {@code CASE WHEN this THEN then ELSE otherwise END}, the branches being conditions. */
    TruthRanges choose(TruthRanges then, TruthRanges otherwise) {
        TimeRanges mayFail = mayBeFalse.or(mayBeUnknown);
        return new TruthRanges(
                mayBeTrue.and(then.mayBeTrue).or(mayFail.and(otherwise.mayBeTrue)),
                mayBeTrue.and(then.mayBeFalse).or(mayFail.and(otherwise.mayBeFalse)),
                mayBeTrue.and(then.mayBeUnknown).or(mayFail.and(otherwise.mayBeUnknown)));
    }

    private TimeRanges mayNotBeFalse() {
        return mayBeTrue.or(mayBeUnknown);
    }
}
