package dev.ticketsql.jdbc.message;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Names that somebody may have meant by a misspelled one.
 *
 * @param names that there are
 */
public record NearNames(List<String> names) {

    /** Most that a sentence offers. */
    private static final int OFFERED = 2;

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
        // A letter in three may be wrong; transposed ones count as two.
        int most = Math.max(1, (wanted.length() + 1) / 3);
        int least = names.stream()
                .mapToInt(name -> edits(wanted, name.toLowerCase(Locale.ROOT)))
                .min()
                .orElse(Integer.MAX_VALUE);
        return least > most
                ? List.of()
                : names.stream()
                        .filter(name -> edits(wanted, name.toLowerCase(Locale.ROOT)) == least)
                        .sorted()
                        .limit(OFFERED)
                        .toList();
    }

    /** A question to end a sentence with: {@code did you mean updater_id?} */
    public Optional<String> question(String word) {
        List<String> near = of(word);
        return near.isEmpty() ? Optional.empty() : Optional.of("did you mean " + String.join(" or ", near) + "?");
    }

    /** Letters to insert, delete or replace until one word is the other. */
    private static int edits(String word, String name) {
        int[] row = new int[name.length() + 1];
        Arrays.setAll(row, length -> length);
        for (int i = 1; i <= word.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int replaced = diagonal + (word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[name.length()];
    }
}
