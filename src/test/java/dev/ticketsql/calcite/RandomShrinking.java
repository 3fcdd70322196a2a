package dev.ticketsql.calcite;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** Leaves out of a generated query whatever is not needed to show what was found. */
final class RandomShrinking {

    private RandomShrinking() {}

    /**
     * The shortest query that still shows it.
     *
     * @param found what a query showed
     * @param query the query that showed it
     * @param ask asks another query
     * @param alike whether an answer shows the same
     * @param attempts how many queries may be asked
     */
    static <T> T smallest(
            T found, Function<T, RandomSql> query, Function<RandomSql, T> ask, Predicate<T> alike, int attempts) {
        AtomicInteger left = new AtomicInteger(attempts);
        T smallest = found;
        Optional<T> smaller = Optional.of(found);
        while (smaller.isPresent()) {
            smallest = smaller.orElseThrow();
            RandomSql sql = query.apply(smallest);
            smaller = sql.smaller()
                    .filter(candidate -> candidate.length() < sql.length())
                    .takeWhile(candidate -> left.getAndDecrement() > 0)
                    .map(ask)
                    .filter(alike)
                    .findFirst();
        }
        return smallest;
    }
}
