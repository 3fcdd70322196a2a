package dev.ticketsql.jdbc.message;

import dev.ticketsql.calcite.parser.EditDistance;
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
        return Math.abs(word.length() - lower.length()) > most ? Integer.MAX_VALUE : EditDistance.between(word, lower);
    }

    /** A question to end a sentence with: {@code did you mean updater_id?} */
    public Optional<String> question(String word) {
        return question(of(word));
    }

    /** The same question of the names {@code near}; empty without any. */
    static Optional<String> question(List<String> near) {
        return near.isEmpty() ? Optional.empty() : Optional.of("did you mean " + String.join(" or ", near) + "?");
    }
}
