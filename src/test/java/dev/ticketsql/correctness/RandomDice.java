package dev.ticketsql.correctness;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** The choices that make one query: the same ones for the same seed and number. Also hands out aliases. */
final class RandomDice {

    /** An odd constant that spreads neighbouring numbers over all seeds, as of SplittableRandom. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** The share of queries, of a hundred, that HSQLDB has words for. */
    private static final int PORTABLE = 60;

    private final Random random;
    private final boolean portable;
    private final boolean postgres;
    private int aliases;

    /** The choices for that number of the series of {@code seed}. */
    RandomDice(long seed, long number) {
        this(seed, number, false);
    }

    /**
     * The choices for that number of the series of {@code seed}.
     *
     * @param postgres whether the query is for PostgreSQL rather than for HSQLDB
     */
    RandomDice(long seed, long number, boolean postgres) {
        random = new Random((seed * GOLDEN) ^ ((number * GOLDEN) >>> 7) ^ number);
        portable = percent(PORTABLE) && !postgres;
        this.postgres = postgres;
    }

    /** Whether the query keeps to expressions that HSQLDB has words for. */
    boolean isPortable() {
        return portable;
    }

    /** Whether the query may have expressions that PostgreSQL alone is asked about. */
    boolean isForPostgres() {
        return postgres;
    }

    /** Whether the engine that the query is for has words for {@code sql}. */
    boolean isSaid(RandomSql sql) {
        return postgres
                ? sql.postgresText().isPresent()
                : !portable || sql.hsqldbText().isPresent();
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

    /** The result of one of these, chosen at random. */
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
