package dev.ticketsql.calcite;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** The choices that make one query: the same ones for the same seed and number. Also hands out aliases. */
final class RandomDice {

    /** An odd constant that spreads neighbouring numbers over all seeds, as of SplittableRandom. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Random random;
    private int aliases;

    RandomDice(long seed, long number) {
        random = new Random((seed * GOLDEN) ^ ((number * GOLDEN) >>> 7) ^ number);
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
