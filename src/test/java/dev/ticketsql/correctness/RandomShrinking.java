package dev.ticketsql.correctness;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** Shrinks a generated query to the shortest one that shows the same difference. */
final class RandomShrinking {

    /** As long as six answers: of a query that is slow, a series does not wait for the shortest. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(6L * RandomAnswer.LIMIT_SEC);

    private RandomShrinking() {}

    /**
     * The shortest query that still shows it.
     *
     * @param found the comparison of a query
     * @param query the query that showed it
     * @param ask asks another query
     * @param alike whether an answer shows the same
     * @param attempts the number of queries that may be asked
     */
    static <T> T smallest(
            T found, Function<T, RandomSql> query, Function<RandomSql, T> ask, Predicate<T> alike, int attempts) {
        AtomicInteger left = new AtomicInteger(attempts);
        long startNanos = System.nanoTime();
        T smallest = found;
        Optional<T> smaller = Optional.of(found);
        while (smaller.isPresent()) {
            smallest = smaller.orElseThrow();
            RandomSql sql = query.apply(smallest);
            smaller = sql.smaller()
                    .filter(candidate -> candidate.length() < sql.length())
                    .takeWhile(candidate -> left.getAndDecrement() > 0 && System.nanoTime() - startNanos < LIMIT_NANOS)
                    .map(ask)
                    .filter(alike)
                    .findFirst();
        }
        return smallest;
    }
}
