package dev.ticketsql.calcite;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** The choices that make one query: the same ones for the same seed and number. Also hands out aliases. */
final class RandomDice {

    /** An odd constant that spreads neighbouring numbers over all seeds, as of SplittableRandom. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** In how many of a hundred queries everything has words in HSQLDB. */
    private static final int PORTABLE = 60;

    private final Random random;
    private final boolean portable;
    private int aliases;

    RandomDice(long seed, long number) {
        random = new Random((seed * GOLDEN) ^ ((number * GOLDEN) >>> 7) ^ number);
        portable = percent(PORTABLE);
    }

    /** Whether the query keeps to what HSQLDB has words for. */
    boolean isPortable() {
        return portable;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    String one(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    /** What one of these makes. */
    @SafeVarargs
    final <T> T make(Supplier<? extends T>... makers) {
        return makers[random.nextInt(makers.length)].get();
    }

    /** A name that nothing else in the query has. */
    String alias(String prefix) {
        aliases++;
        return prefix + aliases;
    }
}
