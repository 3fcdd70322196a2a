package dev.ticketsql.jdbc.message;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Names that somebody may have meant by a misspelled one.
 *
 * @param names that there are, the likeliest first
 */
public record NearNames(List<String> names) {

    /** Most that a sentence offers. */
    static final int OFFERED = 2;

    private static final int SHORTEST_BEGINNING = 3;

    public NearNames {
        names = List.copyOf(names);
    }

    /** Takes all of {@code names}, each once. */
    public static NearNames among(Collection<String> names) {
        return new NearNames(names.stream().distinct().toList());
    }

    /** The nearest to {@code word}, of several that are as near the first ones; empty if none is near. */
    public List<String> of(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        // A letter in three may be wrong.
        int most = Math.max(1, (wanted.length() + 1) / 3);
        int least = names.stream()
                .mapToInt(name -> distance(wanted, name, most))
                .min()
                .orElse(Integer.MAX_VALUE);
        return least > most
                ? List.of()
                : names.stream()
                        .filter(name -> distance(wanted, name, most) == least)
                        .limit(OFFERED)
                        .toList();
    }

    /** Edits; one for the beginning of a longer name, and more than {@code most} where the lengths differ by more. */
    private static int distance(String word, String name, int most) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (word.length() >= SHORTEST_BEGINNING && lower.startsWith(word)) {
            return lower.equals(word) ? 0 : 1;
        }
        return Math.abs(word.length() - lower.length()) > most ? Integer.MAX_VALUE : edits(word, lower);
    }

    /** A question to end a sentence with: {@code did you mean updater_id?} */
    public Optional<String> question(String word) {
        return question(of(word));
    }

    /** The same question of the names {@code near}; empty without any. */
    static Optional<String> question(List<String> near) {
        return near.isEmpty() ? Optional.empty() : Optional.of("did you mean " + String.join(" or ", near) + "?");
    }

    /** Letters to insert, delete, replace or swap with the next until one word is the other. */
    private static int edits(String word, String name) {
        int[][] edits = new int[word.length() + 1][name.length() + 1];
        for (int i = 0; i <= word.length(); i++) {
            for (int j = 0; j <= name.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : edits(word, name, edits, i, j);
            }
        }
        return edits[word.length()][name.length()];
    }

    private static int edits(String word, String name, int[][] edits, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean isSwapped =
                i > 1 && j > 1 && word.charAt(i - 1) == name.charAt(j - 2) && word.charAt(i - 2) == name.charAt(j - 1);
        return isSwapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
