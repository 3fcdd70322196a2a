package dev.ticketsql.jdbc.message;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A library's message, and the sentence that replaces it.
 *
 * @param message matches the whole message
 * @param sentence made of the groups, and of the text of the statement that failed
 */
record ErrorPattern(Pattern message, BiFunction<Matcher, String, String> sentence) {

    /**
     * Matches a message from its beginning: a prefix of Calcite's parser or of DuckDB, such as {@code Binder Error:},
     * is left out, and so is what follows. Upper and lower case are the same.
     */
    ErrorPattern(String message, BiFunction<Matcher, String, String> sentence) {
        this(
                Pattern.compile(
                        "(?:parse failed: |[\\w ]+ Error: )?" + message + ".*",
                        Pattern.DOTALL | Pattern.CASE_INSENSITIVE),
                sentence);
    }

    /** Matches as the other constructor does; {@code template} refers to groups as {@code $1}. */
    ErrorPattern(String message, String template) {
        this(message, (matcher, sql) -> matcher.replaceFirst(template));
    }

    /** Returns the sentence of the first pattern that matches {@code message}, a failure of {@code sql}. */
    static Optional<String> first(List<ErrorPattern> patterns, String message, String sql) {
        return patterns.stream()
                .map(pattern -> pattern.of(message, sql))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> of(String text, String sql) {
        Matcher matcher = message.matcher(text);
        return matcher.matches() ? Optional.of(sentence.apply(matcher, sql)) : Optional.empty();
    }
}
