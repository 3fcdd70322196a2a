package dev.ticketsql.calcite.parser;

/** Distance between a name and its misspelling: letters changed, added, left out, or swapped with the next. */
public final class EditDistance {

    private EditDistance() {}

    /** Returns how many of these edits make {@code left} of {@code right}; upper and lower case differ. */
    public static int between(String left, String right) {
        int[][] edits = new int[left.length() + 1][right.length() + 1];
        for (int row = 0; row <= left.length(); row++) {
            for (int column = 0; column <= right.length(); column++) {
                edits[row][column] = row == 0 || column == 0 ? row + column : edits(left, right, edits, row, column);
            }
        }
        return edits[left.length()][right.length()];
    }

    private static int edits(String left, String right, int[][] edits, int row, int column) {
        boolean isSame = left.charAt(row - 1) == right.charAt(column - 1);
        int least = Math.min(
                edits[row - 1][column - 1] + (isSame ? 0 : 1),
                1 + Math.min(edits[row - 1][column], edits[row][column - 1]));
        boolean isSwapped = row > 1
                && column > 1
                && left.charAt(row - 1) == right.charAt(column - 2)
                && left.charAt(row - 2) == right.charAt(column - 1);
        return isSwapped ? Math.min(least, edits[row - 2][column - 2] + 1) : least;
    }
}
