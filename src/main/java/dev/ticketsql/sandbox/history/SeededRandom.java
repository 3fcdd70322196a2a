package dev.ticketsql.sandbox.history;

import java.util.List;

/**
 * Pseudo-random numbers by SplitMix64 (Steele, Lea and Flood, 2014), implemented here because the history's bytes must
 * not depend on the JDK's version. Not safe for several threads.
 */
final class SeededRandom {

    /** 2^64 divided by the golden ratio: the step that the algorithm's authors chose. */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** Generator of one {@code stream} of numbers (a ticket's, a requester's) of a seed, independent of all others. */
    SeededRandom(long seed, long stream) {
        state = mix(seed + GOLDEN_GAMMA) ^ mix(stream * GOLDEN_GAMMA);
    }

    /** 64 random bits. */
    long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** A number from 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** A number from {@code min} to {@code max}. */
    int between(int min, int max) {
        return min + below(max - min + 1);
    }

    /** True {@code percent} times in a hundred. */
    boolean chance(int percent) {
        return below(100) < percent;
    }

    /**
     * A duration from {@code min} to {@code min * 2^doublings}, each doubling as likely as the next: most are short and
     * a few very long, as waiting times are.
     */
    long spread(long min, int doublings) {
        long base = min << below(doublings);
        return base + below((int) Math.min(Integer.MAX_VALUE, base));
    }

    /** One of the elements, all equally likely. */
    <T> T pick(List<T> any) {
        return any.get(below(any.size()));
    }

    /** An index, as likely as its weight; the weights add up to 100. */
    int weighted(int... percents) {
        int roll = below(100);
        int index = 0;
        while (roll >= percents[index]) {
            roll -= percents[index++];
        }
        return index;
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
