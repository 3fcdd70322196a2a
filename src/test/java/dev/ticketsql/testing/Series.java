package dev.ticketsql.testing;

import java.util.List;
import java.util.stream.IntStream;

/** Lengths of series of random or repeated steps: a build takes some of them, profile {@code long} all. */
public final class Series {

    private static final boolean IS_LONG = Boolean.getBoolean("ticketsql.long");

    private Series() {}

    /** Returns how many steps a series has, unless {@code property} says. */
    public static int length(String property, int usual, int whole) {
        return Integer.getInteger(property, length(usual, whole));
    }

    /** Returns how many steps a series has. */
    public static int length(int usual, int whole) {
        return IS_LONG ? whole : usual;
    }

    /** Returns the numbers from 0 to below {@code all} of a series, chosen as by {@link #choice}. */
    public static List<Integer> numbers(int all, int every) {
        return choice(IntStream.range(0, all).boxed().toList(), every);
    }

    /** Returns the steps of a series: at a usual build the first of each {@code every}, and the last. */
    public static <T> List<T> choice(List<T> all, int every) {
        int stride = length(every, 1);
        return IntStream.range(0, all.size())
                .filter(number -> number % stride == 0 || number == all.size() - 1)
                .mapToObj(all::get)
                .toList();
    }
}
