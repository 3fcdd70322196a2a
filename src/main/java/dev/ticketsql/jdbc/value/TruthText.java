package dev.ticketsql.jdbc.value;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads texts of truth values as PostgreSQL does. */
final class TruthText {

    private static final Set<String> TRUE = Set.of("t", "true", "y", "yes", "on", "1");

    private static final Set<String> FALSE = Set.of("f", "false", "n", "no", "off", "0");

    private TruthText() {}

    /** The truth that {@code text} spells; empty if it spells none. */
    static Optional<Boolean> of(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return TRUE.contains(word) || FALSE.contains(word) ? Optional.of(TRUE.contains(word)) : Optional.empty();
    }
}
