package dev.ticketsql.schedule;

/** Search in ascending numbers. */
final class Sorted {

    private Sorted() {}

    /** Index of the last number that is at most {@code limit}; 0 if none is. */
    static int lastAtMost(long[] numbers, long limit) {
        int low = 0;
        int high = numbers.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (numbers[middle] <= limit) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
