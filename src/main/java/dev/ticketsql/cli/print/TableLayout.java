package dev.ticketsql.cli.print;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Columns of a table that fit a terminal: texts are shortened, and where that is not enough, columns are left out.
 * Those of NULL alone go first, then the longest texts, as JSON, of which a cut leaves nothing to read, then the middle
 * ones, as in DuckDB's shell.
 *
 * @param shown indexes of the columns that are shown
 * @param widths of the shown columns
 * @param isWhole whether all columns are shown; else a narrow last one stands for the rest
 */
record TableLayout(List<Integer> shown, List<Integer> widths, boolean isWhole) {

    /** Width to which a text is shortened before a column is left out. */
    private static final int SHORTEST = 10;

    /** Enough for every whole number and timestamp. */
    private static final int SHORTEST_WHOLE = 26;

    /** Width from which a text is long: a line of prose. */
    private static final int LONG = 80;

    private static final int EDGE = 1;

    /** A space on both sides of each column, and a border. */
    private static final int AROUND = 3;

    /**
     * Width that a column needs.
     *
     * @param natural for its header and all values
     * @param isShortened whether it may be less
     * @param isNull whether all of its values are NULL
     */
    record Need(int natural, boolean isShortened, boolean isNull) {

        int least() {
            return Math.min(natural, isShortened ? SHORTEST : SHORTEST_WHOLE);
        }
    }

    TableLayout {
        shown = List.copyOf(shown);
        widths = List.copyOf(widths);
    }

    /** Fits columns into the columns of a terminal. */
    static TableLayout of(List<Need> needs, int terminal) {
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < needs.size(); i++) {
            shown.add(i);
        }
        List<Integer> widths = least(shown, needs);
        while (shown.size() > 1 && total(widths, shown.size() == needs.size()) > terminal) {
            shown.remove(leastWanted(shown, needs));
            widths = least(shown, needs);
        }
        boolean isWhole = shown.size() == needs.size();
        return new TableLayout(shown, grown(widths, shown, needs, terminal - total(widths, isWhole)), isWhole);
    }

    /** Place of the column to leave out next: the first ones say most, as a key, and the last more than the middle. */
    private static int leastWanted(List<Integer> shown, List<Need> needs) {
        int longest = shown.size() * 2 / 3;
        for (int i = shown.size() - 1; i >= 0; i--) {
            Need need = needs.get(shown.get(i));
            if (need.isNull()) {
                return i;
            }
            if (need.natural() > Math.max(LONG, needs.get(shown.get(longest)).natural())) {
                longest = i;
            }
        }
        return longest;
    }

    private static List<Integer> least(List<Integer> shown, List<Need> needs) {
        return shown.stream().map(column -> needs.get(column).least()).toList();
    }

    /** Gives the room that is left to the shortened columns, first to those that need least. */
    private static List<Integer> grown(List<Integer> least, List<Integer> shown, List<Need> needs, long free) {
        List<Integer> widths = new ArrayList<>(least);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            places.add(i);
        }
        places.sort(Comparator.comparingInt(i -> needs.get(shown.get(i)).natural()));
        long room = Math.max(0, free);
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            int wanted = needs.get(shown.get(place)).natural() - widths.get(place);
            int added = (int) Math.min(wanted, room / (places.size() - i));
            widths.set(place, widths.get(place) + added);
            room -= added;
        }
        return widths;
    }

    private static long total(List<Integer> widths, boolean isWhole) {
        long columns = widths.stream().mapToLong(width -> (long) width + AROUND).sum();
        return EDGE + columns + (isWhole ? 0 : 1 + AROUND);
    }

    /** Columns between the last border and the edge of the terminal. */
    long room(int terminal) {
        return terminal - total(widths, isWhole);
    }
}
