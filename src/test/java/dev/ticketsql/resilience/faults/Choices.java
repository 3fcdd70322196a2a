package dev.ticketsql.resilience.faults;

import java.util.List;
import java.util.Random;

/** Random choices that a seed and a number repeat. */
final class Choices {

    /** The golden ratio's fraction in 64 bits: neighbouring seeds give unlike choices. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Random random;

    Choices(long seed, long number) {
        random = new Random((seed * GOLDEN) ^ ((number * GOLDEN) >>> 7) ^ number);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long between(long low, long high) {
        return low + random.nextInt(Math.toIntExact(high - low + 1));
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    long number() {
        return random.nextInt(Integer.MAX_VALUE);
    }

    @SafeVarargs
    final <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }

    <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
